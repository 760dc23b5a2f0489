package com.nexusplatform.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Open;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every endpoint declares who may call it, {@code docs/roles.md} says the same, and an undeclared one is granted to nobody. After
 * a change of endpoints: {@code ./mvnw test -Dtest=EndpointAuthorizationTests -Dnexus.regenerate=true}.
 */
class EndpointAuthorizationTests {

    private static final Path ROLES = Path.of("docs/roles.md");

    @Test
    void everyEndpointDeclaresWhoMayCallIt() {
        Map<RequestMappingInfo, HandlerMethod> endpoints = endpoints(controllers()).getHandlerMethods();
        assertThat(endpoints).hasSizeGreaterThan(10);
        assertThat(undeclared(endpoints)).isEmpty();
    }

    @Test
    void findsAnEndpointThatDeclaresNothingOrBoth() {
        assertThat(undeclared(endpoints(Set.of(Careless.class)).getHandlerMethods())).hasSize(2);
    }

    @Test
    void theMatrixOfRolesIsUpToDate() throws IOException {
        String matrix = matrix(endpoints(controllers()).getHandlerMethods());
        if (Boolean.getBoolean("nexus.regenerate")) {
            Files.createDirectories(ROLES.getParent());
            Files.writeString(ROLES, matrix);
        }
        assertThat(Files.readString(ROLES)).as("regenerate with -Dnexus.regenerate=true").isEqualTo(matrix);
    }

    @Test
    void grantsOnlyWhatIsDeclared() {
        assertThat(granted("/careless/open", anonymous())).isTrue();
        assertThat(granted("/careless/undeclared", caller(false, Role.values()))).isFalse();
        assertThat(granted("/careless/reviewed", caller(false, Role.REVIEWER))).isTrue();
        assertThat(granted("/careless/reviewed", caller(false, Role.EXAMINER, Role.AUDITOR))).isFalse();
        assertThat(granted("/careless/reviewed", caller(false))).isFalse();
        assertThat(granted("/careless/reviewed", anonymous())).isFalse();
        assertThat(granted("/nothing/here", anonymous())).isFalse();
        assertThat(granted("/nothing/here", caller(false, Role.EXAMINER))).isTrue();
    }

    @Test
    void grantsNothingBeforeADemandedChangeOfThePassword() {
        Authentication caller = caller(true, Role.REVIEWER);
        assertThatExceptionOfType(EndpointPermission.PasswordChangeRequiredException.class)
            .isThrownBy(() -> granted("/careless/reviewed",
                    caller));
        assertThatExceptionOfType(EndpointPermission.PasswordChangeRequiredException.class)
            .isThrownBy(() -> granted("/nothing/here",
                    caller));
        assertThat(granted("/api/v1/me", caller)).isTrue();
    }

    @Test
    void grantsNothingBeforeADemandedSecondFactor() {
        Authentication caller = caller(new SignedIn(actor(Role.REVIEWER), new UUID(0, 2), false, true));
        for (String path : List.of("/careless/reviewed", "/nothing/here", "/api/v1/me/sessions")) {
            assertThatExceptionOfType(EndpointPermission.SecondFactorDemandedException.class)
                .isThrownBy(() -> granted(path, caller));
        }
        assertThat(granted("/api/v1/me", caller)).isTrue();
    }

    private static boolean granted(String path, Authentication authentication) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        EndpointPermission permission = new EndpointPermission(endpoints(Set.of(Careless.class)));
        return permission.authorize(() -> authentication, new RequestAuthorizationContext(request)).isGranted();
    }

    private static Authentication anonymous() {
        return new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("ANONYMOUS"));
    }

    private static Authentication caller(boolean mustChangePassword, Role... roles) {
        return caller(new SignedIn(actor(roles), new UUID(0, 2), mustChangePassword, false));
    }

    private static Authentication caller(SignedIn caller) {
        return UsernamePasswordAuthenticationToken.authenticated(caller, "", List.of());
    }

    private static Actor actor(Role... roles) {
        return new Actor(new UUID(0, 1), "someone", Set.of(roles));
    }

    private static List<String> undeclared(Map<RequestMappingInfo, HandlerMethod> endpoints) {
        return endpoints.values()
            .stream()
            .filter(method -> method.hasMethodAnnotation(AllowedTo.class) == method.hasMethodAnnotation(Open.class))
            .map(HandlerMethod::toString)
            .toList();
    }

    private static Set<Class<?>> controllers() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scanner.findCandidateComponents("com.nexusplatform")
            .stream()
            .map(found -> type(found.getBeanClassName()))
            .filter(type -> type.getEnclosingClass() == null
                    || !type.getEnclosingClass().getSimpleName().matches(".*(Tests|IT)"))
            .collect(Collectors.toSet());
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The mapping that the service has, made without starting it: controllers are looked at, not made. */
    private static RequestMappingHandlerMapping endpoints(Set<? extends Class<?>> controllers) {
        GenericWebApplicationContext context = new GenericWebApplicationContext();
        controllers.forEach(type -> context.registerBean(type, definition -> definition.setLazyInit(true)));
        context.refresh();
        RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        return mapping;
    }

    private static String matrix(Map<RequestMappingInfo, HandlerMethod> endpoints) {
        StringBuilder text = new StringBuilder(
                """
                        # Who may call what

                        Made from the code by `./mvnw test -Dtest=EndpointAuthorizationTests -Dnexus.regenerate=true`, and compared with it in
                        every build. What a role may do inside an examination is narrowed further by the duty on its team.

                        Auditors see personal data masked, in whatever they read: names, tax ids, bank accounts, addresses, phones, people who
                        entered or approved, descriptions, every column that is not mapped, and the names of files and datasets, which are told
                        apart by id and digest. `masked ·3f9a0c1b2d4e` stands for one value throughout an examination, so that the same vendor
                        can be followed; nobody can tell the value from it. What a procedure says names rows and repeats no such value; words that the plan looks for are masked wherever they are repeated, and are not for auditors to try.
                        Masked are also headers that no column is known to have, since a file may have none. In the words of people, values of the records shown beside them are masked.
                        A file cannot be masked and is refused. Who is an auditor and on a team for another role of theirs sees what that role
                        sees.

                        | endpoint | EXAMINER | LEAD_EXAMINER | REVIEWER | AUDITOR | ADMINISTRATOR | without sign-in |
                        |---|---|---|---|---|---|---|
                        """);
        List<String> lines = new ArrayList<>();
        endpoints
            .forEach((info, method) -> info.getPatternValues().forEach(path -> lines.add(line(info, path, method))));
        lines.stream()
            .sorted(Comparator.comparing((String line) -> line.replaceFirst("^\\| [A-Z]+ ", ""))
                .thenComparing(line -> line))
            .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static String line(RequestMappingInfo info, String path, HandlerMethod method) {
        AllowedTo allowed = method.getMethodAnnotation(AllowedTo.class);
        Open open = method.getMethodAnnotation(Open.class);
        List<Role> roles = allowed == null ? List.of() : Arrays.asList(allowed.value());
        String verbs = String.join(" ",
                info.getMethodsCondition().getMethods().stream().map(Enum::name).sorted().toList());
        String cells = String.join(" | ",
                Stream.of(Role.values()).map(role -> roles.contains(role) ? "✔" : "–").toList());
        return "| " + (verbs.isEmpty() ? "ANY" : verbs) + " `" + path + "` | " + cells + " | "
                + (open == null ? "–" : open.value())
                + " |";
    }

    /** An endpoint that the build must refuse. */
    @Controller
    static class Careless {

        @GetMapping("/careless/undeclared")
        void undeclared() {}

        @PostMapping("/careless/both")
        @Open("nobody knows")
        @AllowedTo(Role.AUDITOR)
        void both() {}

        @GetMapping("/careless/open")
        @Open("a test")
        void open() {}

        @GetMapping("/careless/reviewed")
        @AllowedTo(Role.REVIEWER)
        void reviewed() {}

        @GetMapping("/api/v1/me")
        @AllowedTo(Role.REVIEWER)
        void me() {}
    }
}
