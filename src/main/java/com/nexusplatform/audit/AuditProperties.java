package com.nexusplatform.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the trail. The key is not among them: it is read from NEXUS_TRAIL_KEY where it is used.
 *
 * @param interval           longest time between two looks for events that are not in the chain yet
 * @param gathering          time that events gather after one is heard of, before they are chained together
 * @param batch              events that are chained in one transaction
 * @param checkpointInterval time after which the head of a chain that grew is signed again
 * @param checkpointEvents   links after which it is signed before that time
 * @param earlierKeys        public keys (base64 of X.509) that signed checkpoints before the present one
 * @param verifyInterval     time between two verifications of what was added to the chain
 * @param verifyWholeInterval time after which the chain is verified from its first link
 * @param folder             folder of the local default for its generated key
 */
@Validated
@ConfigurationProperties("nexus.audit")
record AuditProperties(@DefaultValue("500ms") Duration interval, @DefaultValue("100ms") Duration gathering,
        @DefaultValue("1000") @Min(1) @Max(10_000) int batch, @DefaultValue("5m") Duration checkpointInterval,
        @DefaultValue("1000") @Min(1) int checkpointEvents, @DefaultValue List<String> earlierKeys,
        @DefaultValue("10m") Duration verifyInterval, @DefaultValue("24h") Duration verifyWholeInterval,
        @DefaultValue("data") Path folder) {}
