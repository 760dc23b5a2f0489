package com.nexusplatform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Starts NEXUS. */
@Modulithic(systemName = "NEXUS", sharedModules = "shared")
@SpringBootApplication
public class NexusApplication {

    /** Starts the service; settings come from the environment, see {@code docs/configuration.md}. */
    public static void main(String[] args) {
        SpringApplication.run(NexusApplication.class, args);
    }
}
