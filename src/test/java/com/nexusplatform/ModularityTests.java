package com.nexusplatform;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

import static org.assertj.core.api.Assertions.assertThat;

/** The modules and the arrows between them, as their package-info files declare. */
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(NexusApplication.class);

    @Test
    void everyArrowIsDeclared() {
        MODULES.verify();
    }

    @Test
    void theModulesAreThoseOfTheMap() {
        List<String> names = MODULES.stream().map(module -> module.getIdentifier().toString()).toList();
        assertThat(names).containsExactlyInAnyOrder("shared", "audit", "vault", "identity", "examination", "columnar",
                "ledger",
                "procedure", "analysis", "sampling", "platform", "local");
    }

    @Test
    void nobodyDependsOnTheEdge() {
        assertThat(MODULES.stream().filter(module -> dependsOn(module, "platform") || dependsOn(module, "local")))
            .isEmpty();
    }

    @Test
    void drawsTheModulesForTheReader() {
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder("target/spring-modulith-docs"))
            .writeDocumentation();
    }

    private static boolean dependsOn(ApplicationModule module, String name) {
        return module.getDirectDependencies(MODULES).containsModuleNamed(name);
    }
}
