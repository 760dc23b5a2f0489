package com.nexusplatform.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request as it goes over the wire.
 *
 * @param operation what it was made from, such as {@code GET /api/v1/me}
 * @param caller    who sends it
 * @param method    method of the request line
 * @param target    target of the request line; a character is a byte
 * @param headers   header lines without their end; a character is a byte
 * @param body      body; where there is none, no length is sent either
 */
record Shot(String operation, String caller, String method, String target, List<String> headers, byte[] body) {

    private static final int SHOWN = 600;

    byte[] bytes(String authority) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(latin(method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\n"));
        headers.forEach(header -> out.writeBytes(latin(header + "\r\n")));
        if (body.length > 0 || !method.equals("GET")) {
            out.writeBytes(latin("Content-Length: " + body.length + "\r\n"));
        }
        out.writeBytes(latin("\r\n"));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Enough of it to do it again, without the token. */
    @Override
    public String toString() {
        return caller + ": " + method + " " + shortened(target) + " "
                + headers.stream()
                    .filter(header -> !header.startsWith("Authorization: Bearer eyJ"))
                    .map(Shot::shortened)
                    .toList()
                + " " + shortened(new String(body, StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + ")";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
