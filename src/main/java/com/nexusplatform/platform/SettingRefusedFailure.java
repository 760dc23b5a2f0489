package com.nexusplatform.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import com.nexusplatform.shared.SettingRefusedException;

/** Says in plain words which setting kept the service from starting. */
public class SettingRefusedFailure extends AbstractFailureAnalyzer<SettingRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingRefusedException refusal) {
        return new FailureAnalysis(refusal.getMessage(), refusal.action(), refusal);
    }
}
