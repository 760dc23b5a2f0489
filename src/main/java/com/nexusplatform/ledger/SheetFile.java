package com.nexusplatform.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

import com.nexusplatform.shared.FileNames;

/** A table that is whole before the first byte is sent, in a file that is gone when this is closed. */
public final class SheetFile implements Closeable {

    private final String name;
    private final SheetFormat format;
    private final Path file;

    SheetFile(String name, SheetFormat format, Path file) {
        this.name = name;
        this.format = format;
        this.file = file;
    }

    /** Sends it under a name that is safe wherever it is saved. */
    public void sendTo(HttpServletResponse response) throws IOException {
        response.setContentType(format.mediaType());
        response.setContentLengthLong(Files.size(file));
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(FileNames.safe(name) + "." + format.ending(), StandardCharsets.UTF_8)
                    .build()
                    .toString());
        OutputStream out = response.getOutputStream();
        Files.copy(file, out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
