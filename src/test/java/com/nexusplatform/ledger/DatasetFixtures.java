package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

/** Examinations and uploads that stories of the ledger begin with. */
final class DatasetFixtures {

    /** Six payments of which one cannot be read. */
    static final String PAYMENTS = """
            Invoice No,Vendor,Amount,Currency,Posting Date,Branch
            R-1,Acme,100.50,USD,2025-01-31,North
            R-2,"Bolt, Inc",-20.25,USD,2025-02-01,
            R-3,Acme,7.00,USD,2025-02-13,South
            R-4,Çelik,0.01,USD,2025-03-15,North
            R-5,Acme,not a number,USD,2025-03-16,North
            R-6,,12.00,USD,2025-03-17,"line one
            line two"
            """;

    /** How that file is meant. */
    static final String MAPPING = """
            {"fields":{"documentNo":"Invoice No","counterpartyName":"Vendor","amount":"Amount","currency":"Currency",
            "postedAt":"Posting Date"},"decimalMark":".","datePattern":"yyyy-MM-dd","timeZone":"UTC","currency":"USD"}""";

    private DatasetFixtures() {}

    /** Path of a new examination of the lead given. */
    static String examination(Client lead) {
        Answer created = lead.post("/api/v1/examinations", Map.of("title", "Payables", "institution", "First Bank",
                "periodStart", "2025-01-01", "periodEnd", "2025-12-31", "currency", "USD"))
            .expect(201);
        return "/api/v1/examinations/" + created.text("/id");
    }

    /** Uploads a text as payments. */
    static Answer upload(Client client, String examination, String text) {
        return client.upload(examination + "/datasets", "payments.csv", text.getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "PAYMENTS", "mapping", MAPPING));
    }
}
