package com.nexusplatform.identity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.nexusplatform.vault.SealedColumn;

/** Beans of the module that are not components of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityConfiguration {

    @Bean
    SealedColumn secondFactorColumn() {
        return SecondFactorRepository.column();
    }
}
