package com.nexusplatform.shared;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;

/** Makes work whose instance died due at once, by the clock of the scheduler; the library's own goes by that of the machine. */
public final class Revival<T> implements DeadExecutionHandler<T> {

    @Override
    public void deadExecution(ExecutionComplete dead, ExecutionOperations<T> operations) {
        operations.reschedule(dead, dead.getTimeDone());
    }
}
