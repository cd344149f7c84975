# Completion of mems(1) for bash.

_mems_options()
{
    local heap='--policy --page-size --align --no-join'
    local look='--theme --ascii --colors'
    local step='--at --view --size --zoom --select --hex --physical --do'
    case $1 in
    say) echo "$heap --at --layout --step --ask --ascii --help" ;;
    run) echo "$heap --totals --chains --json --progress --verify --help" ;;
    render)
        echo "$heap $look $step --every --to --output --verify --help"
        ;;
    cast) echo "$heap $look $step --every --speed --output --help" ;;
    race)
        echo "--policy --page-size --align --no-join --plain --json --at $look --progress --help"
        ;;
    quiz)
        echo "$heap $look --questions --seed --line --paper --grade --output --transcript --json --progress --help"
        ;;
    present | notes) echo "$heap $look --at --size --help" ;;
    bench)
        echo '--policy --page-size --align --no-join --against --rounds --budget --quick --plot' \
            '--json --progress --help'
        ;;
    judge) echo "--report --json --timeout $look --progress --help" ;;
    draw) echo "--at --to --output --size $look --help" ;;
    lessons) echo "$look --help" ;;
    *) echo "$heap $look $step --verify --help --version" ;;
    esac
}

_mems_values()
{
    case $1 in
    --policy) echo 'first next best worst' ;;
    --theme) echo 'dark light safe-dark safe-light' ;;
    --colors) echo '0 8 16 256' ;;
    --view) echo 'bars chain' ;;
    --to) echo 'text ansi svg html' ;;
    --every) echo 'stop 1 10 100 1000' ;;
    --speed) echo '1 2 4 8' ;;
    --at) echo 'end 50% /mmap /fail' ;;
    --zoom) echo '0 whole' ;;
    --do) echo 'why race whatif run compare numbers predict present' ;;
    --size) echo '80x24 100x30 200x60' ;;
    --page-size) echo '100 2048 4096 8192 65536' ;;
    --align) echo '1 8 16' ;;
    --against) echo 'jemalloc mimalloc tcmalloc naive none' ;;
    --questions) echo '5 10 20' ;;
    --seed) echo '1 2 3' ;;
    --timeout) echo '1 2 10' ;;
    --rounds) echo '1 5 9' ;;
    --budget) echo '1 5 30' ;;
    esac
}

_mems()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local verb=view values
    case ${COMP_WORDS[1]} in
    say | run | render | cast | race | quiz | present | notes | bench | judge | draw | lessons | help) verb=${COMP_WORDS[1]} ;;
    esac
    values=$(_mems_values "$before")
    if [[ $verb == help ]] && ((COMP_CWORD > 1)); then
        values='view say run render cast race quiz present notes bench judge draw lessons keys'
    elif [[ -z $values && $word == -* ]]; then
        values=$(_mems_options "$verb")
    fi
    if [[ -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
        return
    fi
    mapfile -t COMPREPLY < <(
        compgen -f -- "$word"
        ((COMP_CWORD > 1)) || compgen -W 'view say run render cast race quiz present notes bench judge draw lessons help' -- "$word"
    )
}

complete -o filenames -F _mems mems
