package com.nexusplatform.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the workbench's files never do in a browser, whichever of them is written next. */
class WorkbenchFilesTests {

    private static final List<Path> SCRIPTS = Texts.under("src/main/resources/static", ".js");
    private static final String ALL = SCRIPTS.stream()
        .map(file -> withoutComments(Texts.read(file.toString())))
        .collect(Collectors.joining("\n"));
    private static final String PAGE = Texts.read("src/main/resources/static/index.html");

    /** Ways to make markup or code out of text. */
    private static final Pattern MAKES_CODE = Pattern
        .compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|unsafeHTML|unsafeSVG|unsafeStatic|DOMParser"
                + "|createContextualFragment|setHTMLUnsafe|\\beval\\(|new Function\\(|setTimeout\\(\\s*['\"`]|javascript:");

    @Test
    void writesTextAsTextAndRunsNoneOfIt() {
        assertThat(SCRIPTS).hasSizeGreaterThan(4);
        assertThat(ALL).doesNotContainPattern(MAKES_CODE).contains("html`");
        assertThat(PAGE).doesNotContainPattern("\\son[a-z]+=").doesNotContain("<style", "style=\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"box.innerHTML = name", "unsafeHTML(name)", "eval(text)", "setTimeout('go()', 1)"})
    void wouldNoticeTextThatBecomesCode(String code) {
        assertThat(MAKES_CODE.matcher(code).find()).isTrue();
    }

    @Test
    void keepsNothingInTheBrowserButTheRefreshTokenOfTheTab() {
        assertThat(Texts.found("(sessionStorage\\.setItem\\([^)]*\\))", ALL))
            .containsExactly("sessionStorage.setItem(KEPT, session.refreshToken)");
        assertThat(ALL).contains("const KEPT = 'nexus.refresh'")
            .doesNotContainPattern(
                    "localStorage|indexedDB|document\\.cookie|caches\\.|serviceWorker|history\\.(push|replace)State");
    }

    @Test
    void sendsTokensInAHeaderAndNeverWithCookiesOrInAnAddress() {
        assertThat(ALL)
            .contains("headers.Authorization = `Bearer ${token}`", "credentials: 'omit'", "cache: 'no-store'")
            .doesNotContainPattern("[?&](access_?|refresh_?)?token=");
        assertThat(Texts.found("(fetch)\\(", ALL)).containsExactly("fetch");
    }

    @Test
    void masksPasswordsAndLetsManagersFillThem() {
        List<String> fields = Pattern.compile("<input [^>]*password[^>]*>", Pattern.CASE_INSENSITIVE)
            .matcher(ALL)
            .results()
            .map(field -> field.group())
            .toList();
        assertThat(fields).isNotEmpty()
            .allSatisfy(field -> assertThat(field).contains("type=\"password\"")
                .containsPattern("autocomplete=\"(current|new)-password\"")
                .doesNotContain("maxlength", "onpaste", "@paste", "readonly"));
        assertThat(ALL).doesNotContain("@paste", "'paste'");
    }

    @Test
    void listensToNoOtherPageAndLeadsToNone() {
        assertThat(ALL).doesNotContainPattern(
                "postMessage|'message'|window\\.open|location\\.(href|assign|replace)|<iframe|<object|<embed|https?://");
        assertThat(PAGE).doesNotContainPattern("https?://|<iframe|<object|<embed|<form");
    }

    @Test
    void writesNoMemberUnderANameThatSomebodyElseChose() {
        assertThat(ALL).doesNotContainPattern(
                "Object\\.assign|__proto__|\\.prototype|setPrototypeOf|for \\((const|let) \\w+ in |\\w\\[[a-zA-Z.]+\\] = ");
    }

    @Test
    void offersToSignOutWhereverSomebodyIsSignedIn() {
        assertThat(Texts.read("src/main/resources/static/assets/workbench.js"))
            .contains("<button class=\"quiet\" @click=${this.leave}>Sign out</button>", "await signOut()");
    }

    @Test
    void forgetsTheSessionWhereTheServiceCannotBeReachedToo() {
        assertThat(withoutComments(Texts.read("src/main/resources/static/assets/api.js")))
            .containsPattern(
                    "(?s)export async function signOut\\(\\) \\{.{1,200}\\} catch \\{\\s*\\}\\s*keep\\(null\\);");
    }

    private static String withoutComments(String code) {
        return code.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
    }
}
