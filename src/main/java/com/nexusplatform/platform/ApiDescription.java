package com.nexusplatform.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Open;

/**
 * The OpenAPI description as a reader needs it: operations by module, who may call each, the bearer token, and the problem
 * document that any of them may answer with. The caller, whom the token names, is no parameter.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, SignedIn.class);
    }

    @Bean
    static OpenAPI api() {
        return new OpenAPI()
            .info(new Info().title("NEXUS")
                .version("v1")
                .description("Financial examination: from the uploaded ledger to the explained alert."))
            .servers(List.of(new Server().url("/").description("this service")))
            .components(new Components()
                .addSecuritySchemes(BEARER,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT")
                            .description("accessToken of POST /api/v1/auth/login"))
                .addSchemas(PROBLEM, problem()));
    }

    @Bean
    static OperationCustomizer callersAndProblems() {
        return ApiDescription::describe;
    }

    private static ObjectSchema problem() {
        ObjectSchema problem = new ObjectSchema();
        problem.description("RFC 9457: what was refused, where, and how to mend it; further members by type");
        for (String member : List.of("type", "title", "detail", "instance", "requestId")) {
            problem.addProperty(member, new StringSchema());
        }
        problem.addProperty("status", new IntegerSchema());
        return problem;
    }

    private static Operation describe(Operation operation, HandlerMethod handler) {
        operation.setTags(List.of(module(handler.getBeanType())));
        operation.summary(words(handler.getMethod().getName()));
        AllowedTo allowed = handler.getMethodAnnotation(AllowedTo.class);
        Open open = handler.getMethodAnnotation(Open.class);
        if (allowed != null) {
            operation.description("Allowed to " + Arrays.stream(allowed.value())
                .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", ")) + ".");
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
        } else if (open != null) {
            operation.description("Without sign-in: " + open.value() + ".");
        }
        if (operation.getParameters() != null) {
            operation.getParameters()
                .stream()
                .filter(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))
                .forEach(parameter -> ifMatch(parameter, handler.hasMethodAnnotation(PatchMapping.class)));
        }
        if (allowed != null && handler.hasMethodAnnotation(PostMapping.class)) {
            operation.addParametersItem(idempotencyKey());
        }
        operation.getResponses()
            .addApiResponse("default", new ApiResponse().description("a problem document")
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(new ObjectSchema().$ref("#/components/schemas/" + PROBLEM)))));
        return operation;
    }

    /** What is replaced field by field may lose another's change; acts that say all that they do may leave it out. */
    private static void ifMatch(Parameter parameter, boolean demanded) {
        parameter.required(demanded)
            .description("the ETag that it was read with: 412 when it is in another version by now"
                    + (demanded ? "; 428 without it" : "; without it the act is done in whatever version"));
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter().name("Idempotency-Key")
            .description("the same key with the same request is answered as the first was, and not done again")
            .schema(new StringSchema().minLength(1).maxLength(255));
    }

    /** Name of the module that a controller belongs to: the package before {@code web}. */
    private static String module(Class<?> controller) {
        String[] packages = controller.getPackageName().split("\\.", -1);
        return packages[packages.length - 2];
    }

    /** {@code changePassword} as "change password". */
    private static String words(String method) {
        return CAPITAL.matcher(method).replaceAll(" $1").toLowerCase(Locale.ROOT);
    }
}
