# Sourced by scripts/run and scripts/test: makes .venv when it is missing or its requirements changed.
# Everything it says goes to standard error; the working directory stays.

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname -- "$here")
venv="$root/.venv"

say() { printf '%s\n' "$*" >&2; }

# The first interpreter that is 3.11 or later and able to make a virtual environment.
find_python() {
    local name
    for name in ${VOLTWIRE_PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
                printf '%s\n' "$name"
                return 0
            fi
            say "voltwire: $name cannot make virtual environments; install its venv package (Debian: apt install python3-venv)"
        fi
    done
    say "voltwire: Python 3.11 or later is needed and was not found; install it, or name it with VOLTWIRE_PYTHON=/path/to/python3"
    return 1
}

# What the environment was made from: requirements, interpreter, place, and whether test tools are in it.
stamp_of() {
    {
        cat -- "$root/pyproject.toml" "$here/constraints.txt" "$here/environment.sh"
        "$1" -c 'import sys; print(sys.version, sys.base_prefix)'
        printf '%s\n' "$root"
    } | cksum
}

# ensure_environment [test]: after it, $venv/bin/voltwire runs.
ensure_environment() {
    local extra=${1:-} python stamp made="" log
    python=$(find_python) || exit 2
    stamp=$(stamp_of "$python")
    [ -f "$venv/voltwire-stamp" ] && made=$(cat -- "$venv/voltwire-stamp")
    if [ "$made" = "$stamp test" ] || { [ -z "$extra" ] && [ "$made" = "$stamp" ]; }; then
        return 0
    fi
    mkdir -p -- "$venv"
    log="$venv.log"
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$venv.lock"
        flock 9 # two first runs at once: the second waits and finds the work done
        [ -f "$venv/voltwire-stamp" ] && made=$(cat -- "$venv/voltwire-stamp")
        if [ "$made" = "$stamp test" ] || { [ -z "$extra" ] && [ "$made" = "$stamp" ]; }; then
            exec 9>&-
            return 0
        fi
    fi
    say "voltwire: setting up .venv (a minute or two, once) …"
    if ! make_environment "$python" "$extra" >"$log" 2>&1; then
        say "voltwire: set-up failed; the last lines of $log:"
        tail -n 5 -- "$log" >&2
        exit 1
    fi
    printf '%s%s\n' "$stamp" "${extra:+ $extra}" >"$venv/voltwire-stamp"
    rm -f -- "$log"
    if command -v flock >/dev/null 2>&1; then exec 9>&-; fi
    say "voltwire: ready"
}

make_environment() {
    local python=$1 extra=$2
    "$python" -m venv --clear "$venv" &&
        "$venv/bin/python" -m pip install --disable-pip-version-check --upgrade pip -c "$here/constraints.txt" &&
        "$venv/bin/python" -m pip install --disable-pip-version-check -c "$here/constraints.txt" \
            -e "$root${extra:+[$extra]}"
}
