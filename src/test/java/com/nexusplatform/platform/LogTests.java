package com.nexusplatform.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The log as the settings of the service write it: one line of JSON for each event, whatever the text. */
class LogTests {

    private static final Instant AT = Instant.parse("2026-11-30T23:59:58.123Z");

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two\nlines", "return\rand feed\r\n", "\u2028 and \u0085", "{\"level\":\"INFO\"}",
            "${jndi:ldap://x}", "\u001b[31mred", "\"quoted\"", "NUL \u0000"})
    void keepsEveryTextOnOneLine(String text) throws IOException {
        String line = written(text);
        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContainPattern("[\\x00-\\x1f\\x7f]");
        assertThat(JsonMapper.shared().readTree(line).at("/message").asString()).isEqualTo(text);
    }

    @Test
    void saysWhenInUtcAndWhoseRequestItWas() throws IOException {
        JsonNode line = JsonMapper.shared().readTree(written("something happened"));
        assertThat(Instant.parse(line.at("/@timestamp").asString())).isEqualTo(AT);
        assertThat(line.at("/@timestamp").asString()).endsWith("Z");
        assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(line.at("/service/name").asString()).isEqualTo("nexus");
        assertThat(line.at("/requestId").asString()).isEqualTo("story-1");
    }

    @Test
    void writesToStandardOutputAlone() throws IOException {
        assertThat(settings().getProperty("logging.file.name")).isNull();
        assertThat(settings().getProperty("logging.file.path")).isNull();
        assertThat(new ClassPathResource("logback-spring.xml").exists()).isFalse();
        assertThat(new ClassPathResource("logback.xml").exists()).isFalse();
    }

    private static String written(String text) throws IOException {
        LoggerContext context = new LoggerContext();
        context.putObject(Environment.class.getName(), settings());
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(settings().getRequiredProperty("logging.structured.format.console"));
        encoder.start();
        LoggingEvent event = new LoggingEvent("here", context.getLogger("nexus.test"), Level.WARN, text, null, null);
        event.setInstant(AT);
        event.setMDCPropertyMap(java.util.Map.of("requestId", "story-1"));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static StandardEnvironment settings() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("application",
                new ClassPathResource("application.yml"))) {
            environment.getPropertySources().addLast(source);
        }
        return environment;
    }
}
