package com.nexusplatform.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What a page names to show that something holds: {@code SomeTests#itHolds}, {@code ArchitectureRule.IT_HOLDS}, a script, a file of
 * the checkout, or a class.
 */
record Citation(String text) {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("(\\w+)#(\\w+)");
    private static final Pattern RULE = Pattern.compile("ArchitectureRule\\.([A-Z_]+)");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w+");

    /** Everything that is quoted in a cell of a table. */
    static List<Citation> in(String cell) {
        return QUOTED.matcher(cell).results().map(quoted -> new Citation(quoted.group(1))).toList();
    }

    /** Whether it is something that can fail: a test, a rule that a test checks, or a script. */
    boolean shows() {
        return TEST.matcher(text).matches() || RULE.matcher(text).matches()
                || text.matches("scripts/[\\w./-]+\\.sh");
    }

    /** Whether there is what it names; a method must be one that is run as a test. */
    boolean isThere() {
        Matcher test = TEST.matcher(text);
        if (test.matches()) {
            return types(TESTS, test.group(1)).stream().anyMatch(type -> hasTest(type, test.group(2)));
        }
        Matcher rule = RULE.matcher(text);
        if (rule.matches()) {
            return Texts.read(TESTS + "/com/nexusplatform/ArchitectureRule.java")
                .contains("\n    " + rule.group(1) + "(");
        }
        if (TYPE.matcher(text).matches()) {
            return !types(MAIN, text).isEmpty() || !types(TESTS, text).isEmpty();
        }
        return Files.exists(Path.of(text)) && !Path.of(text).isAbsolute();
    }

    private static List<Path> types(Path root, String name) {
        return Texts.under(root.toString(), "/" + name + ".java").stream().map(root::relativize).toList();
    }

    private static boolean hasTest(Path file, String method) {
        String type = file.toString().replace(".java", "").replace(file.getFileSystem().getSeparator(), ".");
        try {
            Class<?> found = Class.forName(type, false, Citation.class.getClassLoader());
            return !ReflectionSupport
                .findMethods(found,
                        one -> one.getName().equals(method) && AnnotationSupport.isAnnotated(one, Testable.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
        } catch (ClassNotFoundException notCompiled) {
            return false;
        }
    }
}
