package com.nexusplatform.local;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the embedded servers keep their data.
 *
 * @param dataDirectory folder of the data, the passwords and the unpacked servers; made when absent
 * @param durable whether every commit waits for the disk; only tests may say no
 */
@ConfigurationProperties("nexus.local")
record LocalSettings(@DefaultValue("data") Path dataDirectory, @DefaultValue("true") boolean durable) {}
