package com.nexusplatform.platform.idempotency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import com.nexusplatform.shared.Digests;

/** What makes two requests the same: method, path, query, If-Match and content. */
final class Fingerprint {

    private Fingerprint() {}

    /** Whether the content comes in parts, which the server keeps in files while they are read. */
    static boolean isInParts(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static String of(HttpServletRequest request, byte[] body) {
        return of(request, Digests.hex(Digests.sha256().digest(body)));
    }

    /** The boundary between the parts is not part of the content: a client chooses a new one each time. */
    static String ofParts(HttpServletRequest request) throws IOException, ServletException {
        List<String> parts = new ArrayList<>();
        for (Part part : request.getParts()) {
            parts.add(part.getName());
            parts.add(text(part.getSubmittedFileName()));
            parts.add(digest(part));
        }
        return of(request, joined(parts));
    }

    private static String of(HttpServletRequest request, String content) {
        return joined(List.of(request.getMethod(), request.getRequestURI(), text(request.getQueryString()),
                text(request.getHeader(HttpHeaders.IF_MATCH)), content));
    }

    /** Digest of texts, each led by its length so that no two lists look alike. */
    private static String joined(List<String> texts) {
        StringBuilder all = new StringBuilder();
        texts.forEach(text -> all.append(text.length()).append(':').append(text));
        return Digests.sha256(all.toString());
    }

    private static String digest(Part part) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream content = part.getInputStream();
                OutputStream into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(into);
        }
        return Digests.hex(digest.digest());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
