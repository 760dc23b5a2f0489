package com.nexusplatform;

import java.util.Set;
import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.persistence.Entity;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RequestMapping;

import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Open;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** What the build checks about the shape of the code; each rule has a planted breach in the package {@code architecture.breach} that it must catch. */
@SuppressWarnings("ImmutableEnumChecker") // ArchUnit does not say so, but its rules do not change
enum ArchitectureRule {

    PACKAGES_HAVE_NO_CYCLES("cycle", slices().assignedFrom(eachPackage()).should().beFreeOfCycles()),

    WEB_TYPES_ARE_NOT_PUBLIC("edge",
            classes().that().resideInAPackage("..web..").and().areTopLevelClasses().should().notBePublic()),

    NOBODY_DEPENDS_ON_WEB("edge",
            noClasses().that().resideOutsideOfPackage("..web..").should().dependOnClassesThat(ours("..web.."))),

    WEB_DOES_NOT_TOUCH_THE_DATABASE("edge",
            noClasses().that()
                .resideInAPackage("..web..")
                .should()
                .dependOnClassesThat(ArchitectureRule.<JavaClass>described(
                        "are repositories or speak SQL",
                        type -> type.getSimpleName().endsWith("Repository") || type.getPackageName()
                            .matches(
                                    "java(x)?\\.sql|org\\.springframework\\.jdbc\\..*|jakarta\\.persistence")))),

    ENDPOINTS_SAY_WHO_MAY_CALL_THEM("edge",
            methods().that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .should()
                .beAnnotatedWith(AllowedTo.class)
                .orShould()
                .beAnnotatedWith(Open.class)),

    REPOSITORIES_ARE_PACKAGE_PRIVATE("persistence",
            classes().that().haveSimpleNameEndingWith("Repository").should().bePackagePrivate()),

    ENTITIES_HAVE_NO_PUBLIC_SETTERS("persistence",
            methods().that().areDeclaredInClassesThat().areAnnotatedWith(Entity.class).should(notBePublicSetters())),

    NOTHING_IS_INJECTED_INTO_FIELDS("service",
            fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .andShould()
                .notBeAnnotatedWith(Value.class)
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("jakarta.annotation.Resource")
                .andShould()
                .notBeAnnotatedWith(
                        "jakarta.persistence.PersistenceContext")),

    COMPONENTS_NEED_FIVE_OTHERS_AT_MOST("service",
            classes().that().areMetaAnnotatedWith(Component.class).should(haveConstructorsOfAtMostFive())),

    TRANSACTIONS_ARE_THE_SERVICES("edge",
            methods().that()
                .areAnnotatedWith(Transactional.class)
                .should()
                .beDeclaredInClassesThat(ArchitectureRule.<JavaClass>described(
                        "are components outside of web",
                        type -> type.isMetaAnnotatedWith(Component.class) && !type.getPackageName().endsWith(".web")))),

    NAMES_SAY_WHAT_A_TYPE_IS("service", noClasses().that()
        .areTopLevelClasses()
        .should()
        .haveNameMatching(
                ".*(Impl|Util|Utils|Helper|Manager|Data|DTO|Dto|Constants|Base|ServiceService)")),

    TIME_HAS_MODERN_TYPES("time",
            noClasses().that()
                .doNotHaveSimpleName("AccessTokens"/* the token library speaks java.util.Date */)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Date.class, java.util.Calendar.class,
                        java.text.DateFormat.class)),

    TIME_COMES_FROM_A_CLOCK("time",
            noClasses().should()
                .callMethodWhere(call("reads the time of the machine", ArchitectureRule::readsTheTime))),

    NOTHING_DEPENDS_ON_THE_MACHINES_SETTINGS("time",
            noClasses().should()
                .callMethodWhere(call("reads the machine's locale, zone or character set",
                        call -> Set
                            .of("java.util.Locale.getDefault", "java.time.ZoneId.systemDefault",
                                    "java.util.TimeZone.getDefault",
                                    "java.nio.charset.Charset.defaultCharset")
                            .contains(name(call))))),

    MONEY_IS_NEVER_FLOATING("procedure", fields()
        .that(ArchitectureRule.<com.tngtech.archunit.core.domain.JavaField>described("are named like money",
                field -> field.getName()
                    .matches(
                            "(?i)(.*[a-z])?(amounts?|debits?|credits?|balance|money)")))
        .should()
        .notHaveRawType(ArchitectureRule.<JavaClass>described("are floating point", type -> Set.of("double",
                "float", "double[]", "float[]", "java.lang.Double", "java.lang.Float")
            .contains(type.getName())))),

    PROCEDURES_COMPUTE_THE_SAME_EVERYWHERE("procedure", noClasses().that()
        .resideInAnyPackage("..procedure..", "..columnar..")
        .should()
        .callMethodWhere(call(
                "calls a method of Math whose result may differ between machines", call -> name(call).matches(
                        "java\\.lang\\.Math\\.(log|log10|log1p|exp|expm1|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot)")))),

    PROCEDURES_ARE_PURE("procedure",
            noClasses().that()
                .resideInAnyPackage("..procedure..", "..columnar..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "jakarta.persistence..",
                        "org.postgresql..", "java.net..")),

    NOTHING_CALLS_OUT("outbound",
            noClasses().should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.springframework.web.client..",
                        "org.springframework.web.reactive.function.client..", "org.apache.hc..", "okhttp3..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.net.URLConnection.class, java.net.http.HttpClient.class)
                .orShould()
                .callMethodWhere(call("opens an address", call -> name(call)
                    .matches("java\\.net\\.URL\\.open(Connection|Stream)")))),

    NOTHING_RUNS_WHAT_IT_READS("execution",
            noClasses().should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.expression..", "org.springframework.scripting..",
                        "javax.script..", "jakarta.el..", "javax.naming..", "java.rmi..",
                        "javax.xml.xpath..",
                        "javax.xml.transform..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.ObjectInputStream.class, javax.tools.JavaCompiler.class,
                        java.beans.XMLDecoder.class, java.beans.Statement.class, java.beans.EventHandler.class)),

    PROGRAMS_ARE_STARTED_BY_THE_LOCAL_DEFAULT_ALONE("execution",
            noClasses().that()
                .resideOutsideOfPackage("..local..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(call("starts a program", call -> name(call).equals("java.lang.Runtime.exec")))),

    CHANCE_CANNOT_BE_GUESSED("execution",
            noClasses().should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Random.class, java.util.SplittableRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class)
                .orShould()
                .callMethodWhere(call("draws a number that can be guessed", call -> name(call)
                    .matches("java\\.lang\\.(Strict)?Math\\.random")))),

    ENCRYPTION_IS_THE_VAULTS("execution",
            noClasses().that()
                .resideOutsideOfPackage("..vault..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(javax.crypto.Cipher.class)),

    REGULAR_EXPRESSIONS_ARE_CONSTANTS("expression",
            noClasses().that()
                .doNotHaveSimpleName("Masking"/* looks for values, quoted */)
                .should()
                .callMethodWhere(call("makes an expression of a text",
                        call -> name(call)
                            .matches(
                                    "java\\.util\\.regex\\.Pattern\\.(compile|matches)|java\\.lang\\.String\\.(matches|"
                                            + "replaceAll|replaceFirst)")
                                && !call.getOrigin().getName().equals("<clinit>"))));

    private final String breach;
    private final ArchRule rule;

    ArchitectureRule(String breach, ArchRule rule) {
        this.breach = "architecture.breach." + breach;
        this.rule = rule;
    }

    /** The package of a planted breach. */
    String breach() {
        return breach;
    }

    /** The rule; it fails, too, when it finds nothing to look at. */
    ArchRule rule() {
        return rule.as(name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')).allowEmptyShould(false);
    }

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static DescribedPredicate<JavaClass> ours(String packages) {
        return JavaClass.Predicates.resideInAPackage(packages)
            .and(JavaClass.Predicates.resideInAnyPackage("com.nexusplatform..", "architecture.breach.."));
    }

    private static boolean readsTheTime(JavaMethodCall call) {
        boolean noClock = call.getTarget()
            .getRawParameterTypes()
            .stream()
            .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
        boolean now = call.getTarget().getName().equals("now")
                && call.getTargetOwner().getPackageName().startsWith("java.time");
        return now && noClock || name(call).equals("java.lang.System.currentTimeMillis");
    }

    private static String name(JavaMethodCall call) {
        return call.getTargetOwner().getName() + "." + call.getTarget().getName();
    }

    private static DescribedPredicate<JavaMethodCall> call(String description,
            java.util.function.Predicate<JavaMethodCall> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static <T> DescribedPredicate<T> described(String description, java.util.function.Predicate<T> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static ArchCondition<JavaMethod> notBePublicSetters() {
        Pattern setter = Pattern.compile("set[A-Z].*");
        return condition("not be public setters", (method, events) -> {
            boolean breach = method.getModifiers().contains(JavaModifier.PUBLIC)
                    && setter.matcher(method.getName()).matches();
            events.add(new SimpleConditionEvent(method, !breach, method.getFullName()));
        });
    }

    private static ArchCondition<JavaClass> haveConstructorsOfAtMostFive() {
        return condition("have constructors of at most five dependencies",
                (type, events) -> type.getConstructors()
                    .forEach(constructor -> events.add(
                            new SimpleConditionEvent(type, constructor.getRawParameterTypes().size() <= 5,
                                    constructor.getFullName()))));
    }

    private static <T> ArchCondition<T> condition(String description,
            java.util.function.BiConsumer<T, ConditionEvents> check) {
        return new ArchCondition<>(description) {

            @Override
            public void check(T item, ConditionEvents events) {
                check.accept(item, events);
            }
        };
    }
}
