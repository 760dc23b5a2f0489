/**
 * NEXUS, a service for financial examination, as one modular monolith. The order of the modules is the order of the data:
 *
 * <pre>
 * shared        words that every module uses: actors and roles, problems, pages, canonical JSON, digests; no Spring beans
 * audit         the trail of acts: events, their chain of hashes, signed checkpoints, verification
 * vault         keys, and values that the database keeps without being able to read them
 * identity      users, roles, sign-in, tokens
 * examination   examinations, teams and duties, the life cycle
 * columnar      a ledger as columns of primitives in memory; pure
 * ledger        datasets: upload, mapping, control totals, seal; rows in by COPY, columns out by COPY
 * procedure     the catalogue of analytic procedures: pure functions over a columnar ledger
 * analysis      plans, runs, alerts, dispositions, re-performance, scores
 * sampling      samples of the rows of a run, their inspection and the bound that follows
 * platform      the edge: security chain, problem documents, health, metrics, logs
 * local         embedded PostgreSQL and Redis for a machine without them; absent from the production jar
 * </pre>
 */
@NullMarked
package com.nexusplatform;

import org.jspecify.annotations.NullMarked;
