package com.nexusplatform.ledger.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.ledger.Dataset;
import com.nexusplatform.ledger.Uploads;
import com.nexusplatform.ledger.format.RequestedMapping;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static com.nexusplatform.shared.Role.EXAMINER;
import static com.nexusplatform.shared.Role.LEAD_EXAMINER;

/** Uploads of files that become datasets. */
@RestController
class UploadController {

    private static final List<String> PARTS = List.of("file", "kind", "mapping", "name");
    private static final long LONGEST_MAPPING = 1 << 20;

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Takes in a file: refused at once with what to mend, or kept and loaded in the background. */
    @PostMapping(path = "/api/v1/examinations/{examinationId}/datasets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @AllowedTo({EXAMINER, LEAD_EXAMINER})
    @Operation(requestBody = @RequestBody(content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = Parts.class))))
    ResponseEntity<DatasetController.DatasetView> upload(@PathVariable UUID examinationId,
            @Parameter(hidden = true) @RequestParam(required = false) @Nullable String kind,
            @Parameter(hidden = true) @RequestParam(required = false) @Nullable String name,
            MultipartHttpServletRequest request, Actor actor) throws IOException {
        uploads.admit(examinationId, actor);
        refuseUnknownParts(request);
        MultipartFile file = request.getFile("file");
        if (file == null) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "Send the file as the part named file.")
                .with("field", "file");
        }
        DatasetKind known = kind(kind);
        String mapping = part(request, "mapping");
        RequestedMapping requested = mapping == null || mapping.isBlank()
                ? RequestedMapping.none()
                : RequestedMapping.parse(mapping);
        Path kept = Files.createTempFile("nexus-upload-", null);
        try {
            file.transferTo(kept.toFile()); // a rename where both are on one file system
            Dataset dataset = uploads.receive(examinationId, kept, file.getOriginalFilename(), known, requested, name,
                    actor);
            return ResponseEntity.accepted()
                .location(URI.create("/api/v1/datasets/" + dataset.id()))
                .body(DatasetController.DatasetView.of(dataset));
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private static void refuseUnknownParts(MultipartHttpServletRequest request) {
        Stream.concat(request.getParameterMap().keySet().stream(), request.getMultiFileMap().keySet().stream())
            .filter(part -> !PARTS.contains(part))
            .findFirst()
            .ifPresent(unknown -> {
                throw new ProblemException(ProblemType.BAD_REQUEST,
                        unknown + " is not a part that an upload knows; it has " + String.join(", ", PARTS) + ".")
                    .with("field", unknown);
            });
    }

    private static DatasetKind kind(@Nullable String kind) {
        return Arrays.stream(DatasetKind.values())
            .filter(known -> known.name().equals(kind))
            .findFirst()
            .orElseThrow(() -> new ProblemException(ProblemType.VALIDATION_FAILED,
                    "Say in kind what the file holds: one of " + Arrays.toString(DatasetKind.values()) + ".")
                .with("field", "kind"));
    }

    /** A part sent as a form field or as a file of its own, as clients do with JSON. */
    private static @Nullable String part(MultipartHttpServletRequest request, String name) throws IOException {
        MultipartFile part = request.getFile(name);
        if (part == null) {
            return request.getParameter(name);
        }
        if (part.getSize() > LONGEST_MAPPING) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "The part " + name + " is longer than " + LONGEST_MAPPING + " bytes.");
        }
        return new String(part.getBytes(), StandardCharsets.UTF_8);
    }

    /** The parts of an upload, for the description of the API. */
    record Parts(
            @Schema(type = "string", format = "binary", description = "CSV, CSV.gz or XLSX", requiredMode = Schema.RequiredMode.REQUIRED) String file,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) DatasetKind kind,
            @Schema(description = "JSON; what it leaves out is proposed from the header and proven from the data") String mapping,
            @Schema(description = "name of the dataset; the file's name where it is left out") String name) {}
}
