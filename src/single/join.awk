# join.awk: the whole library as one header, for a program of one file.
#
#   awk -f src/single/join.awk -v srcdir=. -v version=1.2.3 CODE-MAP
#
# The files are joined in the order of CODE-MAP, in which each knows only those above
# it. What is private becomes static, and all its names begin with mems_ or MEMS_:
#
#   struct node             struct mems_in_node         of a header
#   struct way              struct mems_in_tree_way     of tree.c alone
#   round_up, FEW           mems_in_grow_round_up, MEMS_IN_TREE_FEW
#
# Where C11 says what C99 or C++11 lacks, the header says it as GNU C, which may be
# used under -pedantic where `__extension__` stands before it. Everything that this
# needs to know it learns from the sources, by how this house writes them: a
# definition begins in the first column, what belongs to it does not.

function fail(text)
{
    print "join.awk: " text >"/dev/stderr"
    failed = 1
    exit 1
}

# ---- Reading ----

# The lines of a file, in line[file, 1 ... lines[file]].
function load(file,    text, status)
{
    while ((status = (getline text <(srcdir "/" file))) > 0)
        line[file, ++lines[file]] = text
    close(srcdir "/" file)
    if (status < 0 || !lines[file])
        fail("cannot read " srcdir "/" file)
}

function base_of(file)
{
    sub(/^.*\/(machine_)?/, "", file)
    sub(/\.[ch]$/, "", file)
    return file
}

function is_public(file) { return file ~ /^include\// }
function is_header(file) { return file ~ /\.h$/ && file !~ /_template\.h$/ }

# The template that a line includes, or "".
function template_of(text, file)
{
    if (text !~ /^#include "[a-z_]+_template\.h"/)
        return ""
    gsub(/^#include "|".*$/, "", text)
    sub(/[^\/]*$/, "", file)
    return file text
}

# The name that a definition in the first column gives: what stands before the first
# bracket, sign or end.
function defined_by(text)
{
    sub(/[(\[=;].*/, "", text)
    if (match(text, /[A-Za-z_][A-Za-z0-9_]* *$/) == 0)
        return ""
    text = substr(text, RSTART)
    sub(/ +$/, "", text)
    return text
}

function is_ours(name) { return name ~ /^(mems|MEMS)_/ }

# Learns the names of `file`, which belong to `owner`: the file, or what includes it.
function learn(file, owner,    i, text, name, base, opened)
{
    base = base_of(owner)
    for (i = 1; i <= lines[file]; i++) {
        text = line[file, i]
        if (template_of(text, file) != "")
            learn(template_of(text, file), owner)
        else if (text ~ /^#define [A-Za-z]/) {
            name = text
            sub(/^#define /, "", name)
            sub(/[^A-Za-z0-9_].*$/, "", name)
            if (is_public(file))
                new_name[owner, name] = is_ours(name) || name == "PAGE_SIZE" ? name : "MEMS_" name
            else if (!is_ours(name) && line[file, i - 1] != "#ifndef " name)
                new_name[owner, name] = "MEMS_IN_" toupper(base) "_" name
        } else if (text ~ /^struct [a-z_]+( \{|;)/) {
            split(text, word, /[ ;]/)
            name = word[2]
            if (is_header(file) && !is_ours(name))
                new_tag[name] = "mems_in_" name
            else if (!is_ours(name))
                own_tag[owner, name] = "mems_in_" base "_" name
        } else if (text ~ /^(TARGET )?static [a-zA-Z]/) {
            opened = text ~ /^static struct \{/
            name = opened ? "" : defined_by(text)
            if (name != "" && !is_ours(name))
                new_name[owner, name] = "mems_in_" base "_" name
        } else if (opened && text ~ /^\} [a-z_]+;/) {
            name = substr(text, 3, length(text) - 3)
            new_name[owner, name] = "mems_in_" base "_" name
            opened = 0
        }
    }
}

# ---- Writing ----

# The new name of `name`, after the word `before`, in a file of `owner`.
function renamed(name, before, owner)
{
    if (before == "struct") {
        if ((owner, name) in own_tag)
            return own_tag[owner, name]
        return name in new_tag ? new_tag[name] : name
    }
    if (before == "." || before == "->" || !((owner, name) in new_name))
        return name
    return new_name[owner, name]
}

# The text with its names renamed, but for comments and strings.
function translated(text, owner,    out, piece, before, at)
{
    out = before = ""
    while (text != "") {
        if (in_comment) {
            at = index(text, "*/")
            if (at == 0)
                return out text
            out = out substr(text, 1, at + 1)
            text = substr(text, at + 2)
            in_comment = 0
            continue
        }
        if (match(text, /[A-Za-z_][A-Za-z0-9_]*|"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\*|->|[0-9][A-Za-z0-9_.]*|[^ ]/) == 0)
            return out text
        piece = substr(text, RSTART, RLENGTH)
        out = out substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + RLENGTH)
        in_comment = piece == "/*"
        if (piece ~ /^[A-Za-z_]/)
            out = out renamed(piece, before, owner)
        else
            out = out piece
        before = piece
    }
    return out
}

# C11 as what C99, C11 and C++11 all have, with extensions that are marked.
function plainer(text)
{
    sub(/^_Static_assert\(/, "MEMS_IN_ASSERT(", text)
    gsub(/\{0\}/, "MEMS_IN_ZERO", text)
    gsub(/\(struct [a-z_]+\)(\{|MEMS_IN_ZERO)/, "__extension__ &", text)
    if (text ~ /^ +(const )?struct [a-z_]+ [a-z_]+ = \{\./ || text ~ /^ +(struct|union) \{$/)
        sub(/[a-z]/, "__extension__ &", text)
    return text
}

# What stands before a definition or a declaration that begins in this line.
function linkage(text, file,    name)
{
    if (text ~ /^const .*= \{$/)
        return "__extension__ MEMS_IN_PRIVATE "
    if (text !~ /^[a-z][a-z0-9_ ]*[ *]\(?mems_[a-z0-9_]+\)?\(/ || text ~ /^(static|typedef|extern) /)
        return ""
    name = text
    sub(/\).*/, "", name)
    sub(/^[a-z][a-z0-9_ ]*[ *]\(/, "", name)
    name = defined_by(name)
    if (is_public(file)) {
        public[name] = 1
        return "MEMS_IN_PUBLIC "
    }
    return name in public ? "" : "MEMS_IN_PRIVATE "
}

function put(text)
{
    if (text == "" && last == "")
        return
    print text
    last = text
}

# A header is included once, unless that depends on something.
function put_include(text)
{
    if (depth > 0 || !(text in included))
        put(text)
    if (depth == 0)
        included[text] = 1
}

function emit(file, owner,    i, text, guard, prefix)
{
    guard = is_header(file)
    for (i = 1; i <= lines[file]; i++) {
        text = line[file, i]
        if (guard && text ~ /^#(ifndef|define) MEMS_([A-Z0-9]+_)*H$/ || text ~ /^extern const /)
            continue
        if (guard && i == lines[file] && text == "#endif")
            continue
        if (template_of(text, file) != "") {
            put("")
            emit(template_of(text, file), owner)
        } else if (text ~ /^#include </)
            put_include(text)
        else if (text !~ /^#include "/) {
            depth += text ~ /^#if/
            depth -= text ~ /^#endif/
            prefix = in_comment ? "" : linkage(text, file)
            if (!in_comment)
                text = plainer(text)
            put(prefix translated(text, owner))
        }
    }
}

function emit_file(file)
{
    put("")
    put("/* ======== " file " ======== */")
    put("")
    emit(file, file)
}

# The head with the files in their places.
function emit_head(    i, text)
{
    for (i = 1; i <= lines[head]; i++) {
        text = line[head, i]
        gsub(/@version@/, version, text)
        if (text == "@licence@")
            emit_licence()
        else if (text == "@public@" || text == "@private@")
            emit_files(text == "@public@")
        else
            put(text)
    }
}

function emit_files(public_ones,    i)
{
    for (i = 1; i <= count; i++)
        if (is_public(files[i]) == public_ones)
            emit_file(files[i])
}

function emit_licence(    i, text)
{
    for (i = 1; i <= lines["LICENSE"]; i++) {
        text = " * " line["LICENSE", i]
        sub(/ +$/, "", text)
        print text
    }
}

# ---- The files, from CODE-MAP ----

# Wider lanes than those that every machine of the kind has are left out: they need
# the machine asked, and functions compiled four times.
function is_left_out(file) { return file ~ /_avx[0-9]+\.c$|\.sym$|^src\/single\// }

/^The library$/ { inside = 1; next }
inside && /^$/ { exit }
inside {
    map = $0
    sub(/  .*/, "", map)
    directory = map
    sub(/[^\/]*( .*)?$/, "", directory)
    n = split(map, names, " ")
    for (i = 1; i <= n; i++) {
        file = i == 1 ? names[i] : directory names[i]
        if (is_left_out(file))
            continue
        load(file)
        if (file !~ /_template\.h$/)
            files[++count] = file
    }
}

END {
    if (failed)
        exit 1
    if (count == 0)
        fail("CODE-MAP has no library")
    head = "src/single/head.txt"
    load(head)
    load("LICENSE")
    for (i = 1; i <= count; i++)
        learn(files[i], files[i])
    emit_head()
}
