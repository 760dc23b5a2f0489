package com.nexusplatform.procedure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Digests;

/** The result hash: SHA-256 over the canonical lines of what a procedure said, one line for the verdict and one for each alert. */
public final class OutcomeHash {

    private OutcomeHash() {}

    /** 64 hexadecimal digits over procedure reference, outcome and alerts in their order. */
    public static String of(Declaration declaration, Outcome outcome) {
        MessageDigest digest = Digests.sha256();
        switch (outcome) {
            case Outcome.NotApplicable(String reason, Map<String, Object> facts) -> line(digest,
                    Map.of("procedure", declaration.reference(), "status", "NOT_APPLICABLE", "reason", reason, "facts",
                            facts));
            case Outcome.Applicable(Map<String, Object> statistics, List<Alert> alerts) -> {
                line(digest,
                        Map.of("procedure", declaration.reference(), "status", "APPLICABLE", "statistics", statistics));
                for (Alert alert : alerts) {
                    line(digest, Map.of("points", alert.points(), "rows", Arrays.stream(alert.rows()).boxed().toList(),
                            "explanation", alert.explanation().asMap()));
                }
            }
        }
        return Digests.hex(digest.digest());
    }

    private static void line(MessageDigest digest, Map<String, ?> members) {
        digest.update(CanonicalJson.write(members).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
