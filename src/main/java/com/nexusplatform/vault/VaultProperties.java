package com.nexusplatform.vault;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the vault. The keys are not among them: they are read from ENCRYPTION_KEY and ENCRYPTION_KEY_OTHERS where they are
 * used.
 *
 * @param folder    folder of the local default for its generated key
 * @param keyMemory how long a data key that was opened is remembered
 * @param rotationCheck how often what is still sealed with a former key is looked for
 */
@ConfigurationProperties("nexus.vault")
record VaultProperties(@DefaultValue("data") Path folder, @DefaultValue("1m") Duration keyMemory,
        @DefaultValue("1m") Duration rotationCheck) {}
