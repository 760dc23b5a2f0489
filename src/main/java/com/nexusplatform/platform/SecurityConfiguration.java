package com.nexusplatform.platform;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import com.nexusplatform.identity.Callers;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Who may call what: bearer tokens only, no session, no cookie, and nothing granted that is not declared. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Those that the firewall lets pass. */
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final String[] PROBES = {"/livez", "/metrics", "/healthz", "/healthz/**"};
    private static final String[] PAGES = {"/", "/index.html", "/config.js", "/favicon.ico", "/assets/**",
            "/webjars/**"};
    private static final String[] API_DESCRIPTION = {"/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml",
            "/swagger-ui.html",
            "/swagger-ui/**"};

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, Callers callers, Problems problems,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints,
            Environment environment, PlatformProperties properties, LimitFilter limits,
            LimitProperties limitProperties) {
        http.csrf(AbstractHttpConfigurer::disable)
            .formLogin(AbstractHttpConfigurer::disable)
            .httpBasic(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            // a request knows its caller by its token alone: there is no session to manage, and nobody is anonymous
            .securityContext(
                    context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
            .sessionManagement(AbstractHttpConfigurer::disable)
            .anonymous(AbstractHttpConfigurer::disable)
            .servletApi(AbstractHttpConfigurer::disable)
            .headers(AbstractHttpConfigurer::disable) // AnswerHeaders has them, also for what no filter here sees
            .addFilterBefore(new BearerFilter(callers, problems), AuthorizationFilter.class)
            .addFilterAfter(limits, BearerFilter.class)
            .addFilterAfter(new DownloadLimit(limitProperties, problems), LimitFilter.class)
            .exceptionHandling(refusals -> refusals
                .authenticationEntryPoint(
                        (request, response, unknown) -> problems.write(unknown(request), request, response))
                .accessDeniedHandler((request, response, denied) -> deny(problems, request, response, denied)));
        if (!properties.allowedOrigins().isEmpty()) {
            http.cors(cors -> cors.configurationSource(new OtherOrigins(properties.allowedOrigins())));
        }
        http.authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(HttpMethod.GET, PROBES)
                .permitAll()
                .requestMatchers(HttpMethod.GET, PAGES)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, PAGES)
                .permitAll();
            if (!environment.acceptsProfiles(Profiles.of("production"))) {
                requests.requestMatchers(HttpMethod.GET, API_DESCRIPTION).permitAll();
            }
            requests.anyRequest().access(new EndpointPermission(endpoints));
        });
        return http.build();
    }

    /** Written at once: a dispatch to an error page reads the headers that were refused again. */
    @Bean
    RequestRejectedHandler refusedByFirewall(Problems problems) {
        return (request, response, refused) -> problems.write(METHODS.contains(request.getMethod())
                ? new ProblemException(ProblemType.BAD_REQUEST,
                        "The path or a header holds what is not passed on, such as an encoded slash or a control character.")
                : StatusProblem.of(HttpStatus.METHOD_NOT_ALLOWED.value()), request, response);
    }

    /** Requests are observed as a whole: a measure of each filter costs more than the filter. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** There is no user store but our own; without this bean Spring Boot makes one with a generated password. */
    @Bean
    UserDetailsService noUserDetails() {
        return username -> {
            throw new UsernameNotFoundException("sign-in goes through the API");
        };
    }

    private static ProblemException unknown(HttpServletRequest request) {
        return request.getAttribute(BearerFilter.REFUSED) == null
                ? new ProblemException(ProblemType.SIGN_IN_REQUIRED,
                        "Sign in with POST /api/v1/auth/login and send the access token as Authorization: Bearer ...")
                : new ProblemException(ProblemType.TOKEN_REFUSED,
                        "The access token is not valid any more. Renew it with POST /api/v1/auth/refresh, or sign in again.");
    }

    private static void deny(Problems problems, HttpServletRequest request, HttpServletResponse response,
            AccessDeniedException denied)
            throws IOException {
        ProblemException problem = switch (denied) {
            case EndpointPermission.PasswordChangeRequiredException first -> new ProblemException(
                    ProblemType.PASSWORD_CHANGE_REQUIRED, "Change it with PUT /api/v1/me/password, then go on.");
            case EndpointPermission.SecondFactorDemandedException first -> new ProblemException(
                    ProblemType.SECOND_FACTOR_DEMANDED,
                    "Your role needs one. Begin with POST /api/v1/me/second-factor, confirm a code with POST"
                            + " /api/v1/me/second-factor/confirm, then go on.");
            default -> new ProblemException(ProblemType.NOT_ALLOWED, "None of your roles includes this act.");
        };
        problems.write(problem, request, response);
    }
}
