#!/usr/bin/env bash
# What the scripts that make faults share: each fault is taken back, whatever ends the script. To be sourced.
# Whoever sources it calls take_all_back in its trap for EXIT, and exits on INT and TERM. An undo is a function that is registered before
# the fault is made; it may be called where nothing was done yet, and twice.

undos=()

# undoing FUNCTION: what takes back the fault that is about to be made
undoing() {
    undos+=("$1")
}

# taken_back: takes the last fault back
taken_back() {
    "${undos[-1]}" && unset 'undos[-1]'
}

# take_all_back: every fault that is left, the last one first; fails when one stays, and says which
take_all_back() {
    local stays=""
    trap '' INT TERM # a second Ctrl-C must not leave the rest
    while [ "${#undos[@]}" -gt 0 ]; do
        taken_back && continue
        stays="$stays ${undos[-1]}"
        unset 'undos[-1]'
    done
    [ -n "$stays" ] || return 0 # in a trap a bare return hands on the status from before it
    printf '\n%s: not taken back:%s\n' "${name:?}" "$stays" >&2
    return 1
}
