package com.nexusplatform.local;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** The start over embedded servers. */
class StartIT extends ServiceIT {

    @Autowired
    private JdbcClient database;

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void startsOverARealPostgresAndRedis() {
        assertThat(database.sql("show server_version").query(String.class).single()).matches("1[5-9].*");
        redis.opsForValue().set("start", "seen");
        assertThat(redis.opsForValue().get("start")).isEqualTo("seen");
        assertThat(client().get("/no-such-thing").status()).isGreaterThanOrEqualTo(400);
    }
}
