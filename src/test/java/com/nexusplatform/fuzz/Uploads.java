package com.nexusplatform.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Uploads: files that can be read and files that cannot, under every kind of name. */
final class Uploads {

    private static final String BOUNDARY = "fuzz-7d1";
    private static final String CSV = "counterpartyId,documentNo,amount,postedAt\nV1,A-1,12.50,2026-03-01\nV2,A-2,13.50,2026-03-31\n";
    private static final List<String> MAPPINGS = List.of("{}", "", "{\"amount\":\"amount\"}",
            "{\"fields\":{\"amount\":\"amount\",\"postedAt\":\"postedAt\"},\"decimalMark\":\".\",\"datePattern\":\"yyyy-MM-dd\"}",
            "{\"fields\":{\"amount\":null}}", "{\"fields\":[]}", "{\"fields\":7}", "[]", "7",
            "{\"datePatterns\":{\"postedAt\":\"QQQQ\"}}",
            "{\"datePattern\":\"'\"}", "{\"datePattern\":\"yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX\"}",
            "{\"datePattern\":\"{}#\"}",
            "{\"timeZone\":\"Mars/Olympus\"}", "{\"timeZone\":\"UTC+99\"}", "{\"encoding\":\"utf-7\"}",
            "{\"delimiter\":\"ab\"}",
            "{\"delimiter\":\"\"}", "{\"sheet\":\"\"}", "{\"currency\":\"XXX\",\"fields\":{}}",
            "{\"amount\":{\"a\":1}}",
            "{\"amount\":\"\\u0000\"}", "{\"amount\":\"\\ud800\"}", "{\"\\ud800\":\"amount\"}",
            "{\"amount\":[\"amount\",\"amount\"]}",
            "{\"debit\":\"amount\",\"credit\":\"amount\",\"amount\":\"amount\"}", "{\"decimalMark\":1}", "not json",
            "{\"a\":",
            "[".repeat(1_500), "{\"encoding\":\"UTF-16BE\"}", "{\"datePatterns\":{\"amount\":\"yyyy\"}}");

    private final Random random;
    private final Hostile hostile;

    Uploads(Random random, Hostile hostile) {
        this.random = random;
        this.hostile = hostile;
    }

    Bodies.Made of(int flaws) {
        boolean spoiled = flaws > 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> parts = new ArrayList<>(List.of(0, 1));
        if (random.nextBoolean()) {
            parts.add(2);
        }
        if (random.nextInt(4) == 0) {
            parts.add(3);
        }
        if (spoiled && random.nextInt(4) == 0) {
            int lost = hostile.pick(parts);
            parts.removeIf(part -> part == lost);
        }
        if (spoiled && random.nextInt(5) == 0) {
            parts.add(random.nextInt(4));
        }
        parts.forEach(part -> part(out, part, spoiled));
        for (int i = spoiled && random.nextInt(15) == 0 ? 200 : 0; i > 0; i--) {
            field(out, "p" + i, "x");
        }
        out.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        byte[] whole = out.toByteArray();
        String type = "multipart/form-data; boundary=" + (spoiled && random.nextInt(20) == 0 ? "other" : BOUNDARY);
        return new Bodies.Made(type,
                spoiled && random.nextInt(12) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole);
    }

    private void part(ByteArrayOutputStream out, int part, boolean spoiled) {
        switch (part) {
            case 0 -> {
                String name = spoiled && random.nextInt(3) == 0 ? hostile.shortText() : "payments.csv";
                out.writeBytes(
                        ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""));
                out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                out.writeBytes(ascii("\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
                out.writeBytes(spoiled && random.nextBoolean() ? file() : ascii(CSV));
                out.writeBytes(ascii("\r\n"));
            }
            case 1 -> field(out, "kind", spoiled && random.nextInt(4) == 0 ? hostile.text() : "PAYMENTS");
            case 2 -> field(out, "mapping", spoiled ? hostile.pick(MAPPINGS) : "{}");
            default -> field(out, "name", spoiled ? hostile.text() : "payments of March");
        }
    }

    private static void field(ByteArrayOutputStream out, String name, String value) {
        out.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n"));
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(ascii("\r\n"));
    }

    private byte[] file() {
        byte[] noise = new byte[2_000];
        random.nextBytes(noise);
        return switch (random.nextInt(16)) {
            case 0 -> new byte[0];
            case 1 -> noise;
            case 2 -> ascii("counterpartyId,documentNo,amount,postedAt\n");
            case 3 -> CSV.getBytes(StandardCharsets.UTF_16);
            case 4 -> zipped(ascii(CSV));
            case 5 -> Arrays.copyOf(zipped(ascii(CSV)), 40);
            case 6 -> zipped(new byte[400_000]);
            case 7 -> workbook();
            case 8 -> damaged(workbook());
            case 9 -> ascii("documentNo,amount,postedAt\n\"" + "x".repeat(40_000));
            case 10 -> ascii("c,".repeat(3_000) + "amount\n" + "1,".repeat(3_000) + "2\n");
            case 11 -> ascii("documentNo,amount,postedAt\nA,1e400,2026-02-30\nB," + "9".repeat(400) + ",0000-00-00\n");
            case 12 -> ascii("documentNo,amount,postedAt\n\0,\0,\0\n");
            case 13 ->
                (hostile.text() + "," + hostile.text() + "\n" + hostile.text() + "\n").getBytes(StandardCharsets.UTF_8);
            case 14 -> ascii("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
            default -> ascii("amount,amount,amount\n1,2,3\n");
        };
    }

    private byte[] damaged(byte[] whole) {
        byte[] damaged = whole.clone();
        for (int i = 0; i < 5; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] workbook() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "fuzz", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("payments");
            List<String> header = List.of("documentNo", "amount", "postedAt");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            sheet.value(1, 0, "A-1");
            sheet.value(1, 1, 12.5);
            sheet.value(1, 2, "2026-03-01");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
