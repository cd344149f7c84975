# ltrace.awk: what a program allocated, from a log of ltrace to a recording:
#
#     ltrace -f -e malloc+calloc+realloc+free -o calls ./program
#     awk -f ltrace.awk calls >program.rep
#     mems program.rep
#
# A block gets the next number when it appears, and keeps it when it is resized. Blocks
# of which no beginning was seen are left out; one of 0 bytes takes 1, since the C library
# gave it an address.

# A block at `address`, of `bytes` bytes, appeared; or it is the one that was at `old`.
function appears(address, bytes, old,    id) {
    bytes += 0
    if (address !~ /^0x/)
        return
    id = old in ids ? ids[old] : count++
    print (old in ids ? "r" : "a"), id, (bytes > 0 ? bytes : 1)
    delete ids[old]
    ids[address] = id
}

function goes(address) {
    if (address in ids)
        print "f", ids[address]
    delete ids[address]
}

function call(name, arguments, result,    part) {
    split(arguments, part, /, */)
    if (name == "malloc")
        appears(result, part[1], "")
    else if (name == "calloc")
        appears(result, part[1] * part[2], "")
    else if (name == "realloc" && part[2] == 0)
        goes(part[1])
    else if (name == "realloc")
        appears(result, part[2], part[1])
    else if (name == "free")
        goes(part[1])
}

/\((.*)\) *= / && !/resumed>/ { # the whole call
    name = $0
    sub(/\(.*/, "", name)
    sub(/.*[> ]/, "", name)
    arguments = $0
    sub(/^[^(]*\(/, "", arguments)
    sub(/\) *= .*/, "", arguments)
    call(name, arguments, $NF)
    next
}

/<unfinished/ { # of one thread while others go on; the first word is its number
    name = $0
    sub(/\(.*/, "", name)
    sub(/.*[> ]/, "", name)
    arguments = $0
    sub(/^[^(]*\(/, "", arguments)
    sub(/ *<unfinished.*/, "", arguments)
    begun[$1] = arguments
    if (name == "free") # what it frees may be handed out before it returns
        goes(arguments)
    next
}

/resumed>/ {
    name = $0
    sub(/ resumed>.*/, "", name)
    sub(/.* /, "", name)
    if (name != "free")
        call(name, begun[$1], $NF)
}
