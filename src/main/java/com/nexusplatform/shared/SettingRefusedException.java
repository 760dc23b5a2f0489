package com.nexusplatform.shared;

/** A setting with which the service must not start; the message says what to set. */
public class SettingRefusedException extends RuntimeException {

    private final String action;

    /** Refuses a setting: its name, what is wrong with it, and what to set. */
    public SettingRefusedException(String setting, String flaw, String action) {
        super(setting + " " + flaw + ".");
        this.action = action;
    }

    /** What to do about it, in words for the operator. */
    public String action() {
        return action;
    }
}
