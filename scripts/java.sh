#!/usr/bin/env bash
# Finds a java command of version 25 or newer and puts its path into $java, or ends the script. To be sourced.

java_is_new_enough() {
    [ -x "$1" ] || return 1
    local version
    version="$("$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')"
    [ "${version%%.*}" -ge 25 ] 2>/dev/null
}

# Prints the path of a java command of version 25 or newer: of JAVA_HOME, the path, or the usual folders.
find_java() {
    local candidate
    for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)" \
        /usr/lib/jvm/*25*/bin/java /opt/*25*/bin/java "$HOME"/.sdkman/candidates/java/25*/bin/java \
        /Library/Java/JavaVirtualMachines/*25*/Contents/Home/bin/java; do
        if [ -n "$candidate" ] && java_is_new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

# shellcheck disable=SC2034 # read by the scripts that source this one
if ! java="$(find_java)"; then
    printf '%s: no JDK 25 found. Set JAVA_HOME to one.\n' "${0##*/}" >&2
    exit 1
fi
