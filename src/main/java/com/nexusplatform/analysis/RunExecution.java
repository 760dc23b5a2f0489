package com.nexusplatform.analysis;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.shared.ProblemException;

/**
 * One attempt at a run: loads the columns, performs the plan, writes the outcome. An attempt that is cut off leaves nothing
 * behind; the next one begins from scratch.
 */
@Component
class RunExecution {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    private final RunArchive archive;
    private final LedgerReader ledgers;
    private final Engine engine;
    private final AnalysisMetrics metrics;
    private final AnalysisProperties properties;

    RunExecution(RunArchive archive, LedgerReader ledgers, Engine engine, AnalysisMetrics metrics,
            AnalysisProperties properties) {
        this.archive = archive;
        this.ledgers = ledgers;
        this.engine = engine;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** Performs a run to its end. Throws only what another attempt may overcome: a database or instance that goes away. */
    void execute(UUID runId) {
        MDC.put("run", runId.toString());
        try {
            archive.begin(runId).ifPresent(this::attempt);
        } finally {
            MDC.remove("run");
        }
    }

    private void attempt(Run run) {
        try (var _ = MDC.putCloseable("examination", run.examinationId().toString())) {
            perform(run);
        }
    }

    private void perform(Run run) {
        if (run.attempt() > properties.attempts()) {
            fail(run, "The run was interrupted " + (run.attempt() - 1) + " times and is not tried again; "
                    + "the log of the service says what ended it.");
            return;
        }
        RunWatch watch = new RunWatch(progress -> archive.note(run, progress), run.plan().steps().size(),
                properties.timeLimit(), properties.watchInterval(), System::nanoTime);
        try {
            engine.check(run.inputs());
            Material material = Material.load(run.datasetId(), run.inputs(), engine, ledgers);
            watch.look();
            List<Performed> performed = engine.perform(run.plan(), material, run.runHash(), watch);
            archive.succeed(run, performed).ifPresent(this::finished);
        } catch (Watch.StoppedException stopped) {
            stopped(run, watch.cause().orElse(RunWatch.Cause.CANCELLED));
        } catch (RunFailedException failed) {
            fail(run, failed.reason());
        } catch (ProblemException refused) {
            fail(run, refused.detail());
        } catch (OutOfMemoryError tooLarge) {
            fail(run, "The memory of the service did not suffice; run fewer procedures at once or give it more.");
        } catch (RuntimeException thrown) {
            if (mayPass(thrown)) {
                throw thrown;
            }
            failUnexpectedly(run, thrown);
        }
    }

    private void stopped(Run run, RunWatch.Cause cause) {
        switch (cause) {
            case CANCELLED -> {
                archive.cancel(run);
                finished(RunStatus.CANCELLED);
            }
            case TIME_LIMIT -> fail(run, "The run took longer than the limit of " + properties.timeLimit().toSeconds()
                    + " s; run fewer procedures at once, or have nexus.analysis.time-limit raised.");
            case TAKEN_OVER -> LOG.info("another instance took the run over");
            case SHUTDOWN, FAILED -> throw new IllegalStateException("interrupted: " + cause);
        }
    }

    private void fail(Run run, String reason) {
        LOG.info("run failed: {}", reason);
        if (archive.fail(run, reason, null)) {
            finished(RunStatus.FAILED);
        }
    }

    private void failUnexpectedly(Run run, RuntimeException thrown) {
        UUID errorId = UUID.randomUUID();
        LOG.error("run failed, error {}", errorId, thrown);
        if (archive.fail(run, "A procedure failed unexpectedly. Nothing of the run is kept; report error " + errorId
                + " to the operators.", errorId)) {
            finished(RunStatus.FAILED);
        }
    }

    private void finished(RunStatus status) {
        LOG.info("run ended as {}", status);
        metrics.finished(status);
    }

    /** Whether the failure lies in the connection to the database, however it is wrapped, rather than in the run. */
    private static boolean mayPass(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof TransactionException || cause instanceof SQLTransientException
                    || cause instanceof SQLException refused && isCutOff(refused)) {
                return true;
            }
        }
        return false;
    }

    /** SQLSTATE of class 08, connection exceptions, or 57P, the server ending its sessions. */
    private static boolean isCutOff(SQLException refused) {
        String state = refused.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
