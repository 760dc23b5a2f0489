package com.nexusplatform.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;

import com.nexusplatform.audit.TrailFixtures;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.ledger.format.RequestedMapping;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.WorkQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How many files may be surveyed at once. */
class IntakeTests {

    @TempDir
    Path folder;

    private final Turns turns = new Turns(1, Duration.ofMillis(5), "Try again.");
    private final Intake intake = new Intake(Clock.systemUTC(),
            new WorkQueue(new StaticListableBeanFactory().getBeanProvider(Scheduler.class), Instant::now), turns,
            new Binder().bindOrCreate("nexus.ledger", LedgerProperties.class), TrailFixtures.unheard());

    @Test
    void letsAWorkbookWaitItsTurn() throws IOException {
        Path book = workbook();
        try (Turns.Turn _ = turns.take()) {
            ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> survey(book));
            assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(refusal.properties()).containsEntry("retryAfter", 10);
        }
        assertThat(survey(book).columns()).containsExactly("Amount");
    }

    @Test
    void givesTheTurnBackWhereTheWorkbookIsRefused() throws IOException {
        Path broken = Files.write(folder.resolve("broken.xlsx"), new byte[]{'P', 'K', 3, 4});
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> survey(broken)).type())
                .isEqualTo(ProblemType.FILE_REFUSED);
        }
    }

    @Test
    void surveysTextsAtAnyTime() throws IOException {
        Path text = Files.writeString(folder.resolve("table.csv"), "Amount,Ref\n1.50,a\n");
        try (Turns.Turn _ = turns.take()) {
            assertThat(survey(text).columns()).containsExactly("Amount", "Ref");
        }
    }

    @Test
    void refusesATurnToWhoIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(catchThrowableOfType(ProblemException.class, turns::take).type())
            .isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Mapping survey(Path file) throws IOException {
        return intake.survey(file, "upload", DatasetKind.PAYMENTS, RequestedMapping.none(), "USD");
    }

    private Path workbook() throws IOException {
        Path file = folder.resolve("book.xlsx");
        try (Workbook book = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Data");
            sheet.value(0, 0, "Amount");
            sheet.value(1, 0, 5);
        }
        return file;
    }
}
