package com.nexusplatform.local;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the embedded servers keep their data.
 *
 * @param dataDirectory folder of the data, the passwords and the unpacked servers; made when absent
 * @param programsDirectory folder of the unpacked servers; inside the data folder when absent
 * @param durable whether every commit waits for the disk; only tests may say no
 */
@ConfigurationProperties("nexus.local")
record LocalSettings(@DefaultValue("data") Path dataDirectory, @Nullable Path programsDirectory,
        @DefaultValue("true") boolean durable) {}
