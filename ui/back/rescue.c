/* rescue.c: the signal handlers, and the state they need: it can hang nowhere
 * but here. Handlers call only what POSIX calls async-signal-safe. */
#include "rescue.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int asking[] = {SIGTERM, SIGHUP, SIGINT};
static const int telling[] = {SIGTSTP, SIGCONT, SIGWINCH};
static const int killing[] = {SIGABRT, SIGSEGV, SIGBUS,    SIGFPE,  SIGILL,  SIGQUIT,
                              SIGTRAP, SIGSYS,  SIGXCPU,   SIGXFSZ, SIGPIPE, SIGALRM,
                              SIGPROF, SIGUSR1, SIGVTALRM, SIGUSR2};

enum { SIGNALS = 65 };
static struct sigaction former[SIGNALS];
static bool taken[SIGNALS];

static volatile sig_atomic_t ended, stop_wanted, continued, resized;

static struct {
    int in, out;
    bool is_terminal;
    struct termios before;
    char farewell[FAREWELL_SIZE];
    size_t length;
} terminal;

/* A handler needs a stack even when the program's own has run out. */
static char stack[32768];
static stack_t former_stack;

static void put_in_order(void)
{
    if (terminal.is_terminal) {
        tcsetattr(terminal.in, TCSANOW, &terminal.before);
        tcflush(terminal.in, TCIFLUSH); /* reports of the mouse are no commands */
    }
    ssize_t sent = write(terminal.out, terminal.farewell, terminal.length);
    (void)sent; /* nobody is left to be told */
}

/* Raised again it stays pending until this returns, and then does what it did
 * before we came: kill, or be reported by a sanitizer. */
static void on_kill(int number)
{
    put_in_order();
    sigaction(number, &former[number], NULL);
    raise(number);
}

static void on_ask(int number)
{
    if (ended)
        on_kill(number);
    ended = number;
}

static void on_tell(int number)
{
    if (number == SIGTSTP)
        stop_wanted = 1;
    else if (number == SIGCONT)
        continued = 1;
    else
        resized = 1;
}

/* SIGTTOU is held back, so that the terminal can be set from the background. */
static void take(const int *numbers, size_t count, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGTTOU);
    for (size_t i = 0; i < count; i++) {
        int number = numbers[i];
        taken[number] = sigaction(number, NULL, &former[number]) == 0
            && former[number].sa_handler != SIG_IGN && sigaction(number, &action, NULL) == 0;
    }
}

void rescue_begin(int in, const struct termios *before, int out, const char *farewell)
{
    terminal.in = in;
    terminal.out = out;
    terminal.is_terminal = before != NULL;
    if (before)
        terminal.before = *before;
    terminal.length = strnlen(farewell, FAREWELL_SIZE);
    memcpy(terminal.farewell, farewell, terminal.length);
    ended = stop_wanted = continued = resized = 0;

    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    if (sigaltstack(NULL, &former_stack) == 0 && former_stack.ss_flags & SS_DISABLE)
        sigaltstack(&own, NULL);
    take(asking, sizeof asking / sizeof *asking, on_ask, 0);
    take(telling, sizeof telling / sizeof *telling, on_tell, SA_RESTART);
    take(killing, sizeof killing / sizeof *killing, on_kill, SA_ONSTACK);
}

void rescue_end(void)
{
    for (int number = 1; number < SIGNALS; number++) {
        if (taken[number])
            sigaction(number, &former[number], NULL);
        taken[number] = false;
    }
    if (former_stack.ss_flags & SS_DISABLE)
        sigaltstack(&former_stack, NULL);
}

int rescue_signal(void)
{
    return ended;
}

static bool told(volatile sig_atomic_t *flag)
{
    bool was = *flag != 0;
    *flag = 0;
    return was;
}

bool rescue_stop_wanted(void)
{
    return told(&stop_wanted);
}

bool rescue_continued(void)
{
    return told(&continued);
}

bool rescue_resized(void)
{
    return told(&resized);
}

void rescue_stop(void)
{
    struct sigaction ours, plain = {.sa_handler = SIG_DFL};
    sigemptyset(&plain.sa_mask);
    sigaction(SIGTSTP, &plain, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    stop_wanted = continued = 0;
}
