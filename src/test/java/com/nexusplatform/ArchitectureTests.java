package com.nexusplatform;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of the code's shape: kept by the code, and broken by the breaches planted for them. */
class ArchitectureTests {

    private static final JavaClasses MAIN = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("com.nexusplatform");

    @ParameterizedTest
    @EnumSource
    void isKept(ArchitectureRule rule) {
        rule.rule().check(MAIN);
    }

    @ParameterizedTest
    @EnumSource
    void catchesItsPlantedBreach(ArchitectureRule rule) {
        JavaClasses breach = new ClassFileImporter().importPackages(rule.breach());
        assertThat(breach).as("planted breach in %s", rule.breach()).isNotEmpty();
        assertThat(rule.rule().evaluate(breach).hasViolation()).as("%s fails on its breach", rule).isTrue();
    }
}
