package com.nexusplatform.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/**
 * Transfers simulated by IBM's AMLSim, with the accounts that take part in planted patterns. The files label accounts, not
 * transfers: a transfer counts as planted where both its accounts are labelled and its step is the one that the file states for
 * its payer or its payee. A step is taken for a day.
 */
final class AmlSim {

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

    final int rows;
    final int[] payers;
    final int[] payees;
    final int[] steps;
    final long[] amounts;
    final boolean[] plantedRows;
    final boolean[] plantedAccounts;

    private AmlSim(List<String[]> transfers, List<String[]> nodes) {
        rows = transfers.size();
        payers = new int[rows];
        payees = new int[rows];
        steps = new int[rows];
        amounts = new long[rows];
        plantedRows = new boolean[rows];
        plantedAccounts = new boolean[nodes.size()];
        Map<String, Integer> numbers = new HashMap<>();
        int[] fraudSteps = new int[nodes.size()];
        for (String[] node : nodes) {
            int number = numbers.size();
            numbers.put(node[0], number);
            plantedAccounts[number] = "1".equals(node[1]);
            fraudSteps[number] = Integer.parseInt(node[3]);
        }
        for (int row = 0; row < rows; row++) {
            String[] transfer = transfers.get(row);
            payers[row] = number(numbers, transfer[0]);
            payees[row] = number(numbers, transfer[1]);
            amounts[row] = new BigDecimal(transfer[2]).movePointRight(2).longValueExact();
            steps[row] = Integer.parseInt(transfer[3]);
            plantedRows[row] = plantedAccounts[payers[row]] && plantedAccounts[payees[row]]
                    && (steps[row] == fraudSteps[payers[row]] || steps[row] == fraudSteps[payees[row]]);
        }
    }

    /** The sample in a folder. */
    static AmlSim read(Path folder) throws IOException {
        return new AmlSim(lines(folder.resolve("transactions.csv.gz")), lines(folder.resolve("nodes.csv.gz")));
    }

    /** The transfers as a ledger with dates alone, a step a day. */
    ColumnarLedger ledger() {
        LocalDate[] days = new LocalDate[rows];
        String[] from = new String[rows];
        String[] to = new String[rows];
        for (int row = 0; row < rows; row++) {
            days[row] = FIRST_DAY.plusDays(steps[row]);
            from[row] = Integer.toString(payers[row]);
            to[row] = Integer.toString(payees[row]);
        }
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .days(Field.POSTED_AT, days)
            .text(Field.ACCOUNT, from)
            .text(Field.COUNTER_ACCOUNT, to)
            .build();
    }

    private static int number(Map<String, Integer> numbers, String account) {
        Integer number = numbers.get(account);
        if (number == null) {
            throw new IllegalArgumentException("account " + account + " is not among the nodes");
        }
        return number;
    }

    private static List<String[]> lines(Path file) throws IOException {
        List<String[]> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line = reader.readLine(); // the header
            for (line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.split(",", -1));
            }
        }
        return lines;
    }
}
