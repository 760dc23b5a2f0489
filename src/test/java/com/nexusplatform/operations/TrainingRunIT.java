package com.nexusplatform.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The training run of the image's cache, with the settings that the Dockerfile gives it: there is no database while an image is built. */
class TrainingRunIT {

    private static final Pattern RUN = Pattern.compile("RUN java -XX:AOTCacheOutput=\\S+ (.*?) -jar nexus\\.jar",
            Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void endsWellWithoutADatabase() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process run = new ProcessBuilder(command()).directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
        try {
            assertThat(run.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
            assertThat(run.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            run.destroyForcibly();
        }
    }

    private static List<String> command() {
        Matcher written = RUN.matcher(Texts.read("Dockerfile").replace("\\\n", " "));
        assertThat(written.find()).as("the training run in the Dockerfile").isTrue();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        Stream.of(written.group(1).trim().split("\\s+")).forEach(command::add);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("com.nexusplatform.NexusApplication");
        return command;
    }
}
