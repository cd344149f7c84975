/* 4e-relay.c: the relay within one process: what is told is heard, once a change; nobody
 * waits; strangers, slow listeners and bad folders do no harm. */
#include "relay.h"
#include "run.h"
#include "runtime.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME UINT64_C(0x1234)

static char folder[32], why[256];
static struct relay relay;

static void set_up(void)
{
    snprintf(folder, sizeof folder, "/tmp/mems-4d-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder)); /* 0700 */
    setenv("XDG_RUNTIME_DIR", folder, 1);
    ck_assert_msg(relay_open(&relay, NAME, why, sizeof why), "%s", why);
}

static void tear_down(void)
{
    relay_close(&relay);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing is left in it */
}

static void tell(uint32_t step, bool blank)
{
    relay_tell(&relay, &(struct standing){.file = 7, .step = step, .seconds = 60, .blank = blank});
}

static struct listener listening(void)
{
    struct listener listener;
    struct standing standing;
    ck_assert(listener_open(&listener, NAME, why, sizeof why));
    ck_assert_int_eq(listener_look(&listener, &standing), HEARD_NOTHING);
    return listener;
}

static void hears(struct listener *listener, uint32_t step, bool blank)
{
    struct standing standing;
    ck_assert_int_eq(listener_look(listener, &standing), HEARD);
    ck_assert(standing.file == 7 && standing.step == step && standing.seconds == 60 &&
              standing.blank == blank);
    ck_assert_int_eq(listener_look(listener, &standing), HEARD_NOTHING);
}

/* Somebody who is no listener of ours. */
static int stranger(void)
{
    int made = socket(AF_UNIX, SOCK_STREAM, 0);
    ck_assert_int_eq(connect(made, (const struct sockaddr *)&relay.address, sizeof relay.address),
                     0);
    return made;
}

static int taken_in(void)
{
    int count = 0;
    for (int i = 0; i < LISTENERS; i++)
        count += relay.listeners[i].socket >= 0;
    return count;
}

START_TEST(what_is_told_is_heard)
{
    tell(1, false);
    struct listener first = listening();
    tell(1, false); /* one who comes later hears where it stands */
    hears(&first, 1, false);
    tell(2, true);
    struct listener second = listening();
    tell(3, false);
    hears(&first, 3, false); /* the newest of two */
    hears(&second, 3, false);
    tell(3, false);
    struct standing standing;
    ck_assert_int_eq(listener_look(&first, &standing), HEARD_NOTHING); /* no change, no line */
    tell(3, true);
    hears(&first, 3, true);
    listener_close(&second);
    tell(4, false);
    ck_assert_int_eq(taken_in(), 1);
    listener_close(&first);
}
END_TEST

START_TEST(an_end_is_noticed_and_a_new_start)
{
    struct listener listener = listening();
    struct standing standing;
    tell(1, false);
    hears(&listener, 1, false);
    relay_close(&relay);
    ck_assert_int_eq(listener_look(&listener, &standing), HEARD_NOBODY);
    ck_assert_int_eq(listener_look(&listener, &standing), HEARD_NOBODY);
    ck_assert(relay_open(&relay, NAME, why, sizeof why));
    ck_assert_int_eq(listener_look(&listener, &standing), HEARD_NOTHING);
    tell(5, false);
    hears(&listener, 5, false);
    listener_close(&listener);
}
END_TEST

START_TEST(one_presenter_at_a_time)
{
    struct relay second;
    ck_assert(!relay_open(&second, NAME, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "presented already"));
    relay_tell(&second, &(struct standing){.step = 9}); /* to nobody */
    relay_close(&second);
    ck_assert(relay_open(&second, NAME + 1, why, sizeof why)); /* another file */
    relay_close(&second);
    close(relay.socket); /* as if it had been killed: its socket is left behind */
    relay.socket = -1;
    ck_assert_msg(relay_open(&relay, NAME, why, sizeof why), "%s", why);
}
END_TEST

START_TEST(who_does_not_read_delays_nobody)
{
    int slow = stranger(), size = 1;
    setsockopt(slow, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    struct listener listener = listening();
    for (uint32_t step = 1; step <= 20000; step++) {
        tell(step, false);
        if (step % 100 == 0)
            hears(&listener, step, false);
    }
    close(slow);
    listener_close(&listener);
}
END_TEST

START_TEST(listeners_that_talk_or_crowd_are_dropped)
{
    int many[LISTENERS + 3], talker = stranger();
    tell(1, false);
    ck_assert_int_eq(taken_in(), 1);
    ck_assert_int_eq((int)write(talker, "quit\n", 5), 5);
    tell(1, false);
    ck_assert_int_eq(taken_in(), 0);
    for (int i = 0; i < LISTENERS + 3; i++) {
        many[i] = stranger();
        tell(2, false);
    }
    ck_assert_int_eq(taken_in(), LISTENERS);
    for (int i = 0; i < LISTENERS + 3; i++)
        close(many[i]);
    tell(3, false);
    ck_assert_int_eq(taken_in(), 0);
    close(talker);
}
END_TEST

START_TEST(what_a_stranger_says_is_passed_over)
{
    static const char good[] = "mems 1 0000000000000007 3 60 shown";
    static const char *const bad[] = {
        "", "mems", "mems 1 ", "mems 2 0000000000000007 3 60 shown", "mems 1 7 3 60 shown",
        "mems 1 000000000000000G 3 60 shown", "mems 1 0000000000000007 4294967296 60 shown",
        "mems 1 0000000000000007 -3 60 shown", "mems 1 0000000000000007 3 60 shown ",
        "mems 1 0000000000000007  60 shown", "mems 1 0000000000000007 3 60",
        "mems 1 0000000000000007 3 60 seen", "mems 1 0000000000000007 99999999999999999999 0 blank",
    };
    struct standing standing;
    ck_assert(standing_read(good, strlen(good), &standing) && standing.step == 3);
    ck_assert(!standing_read("mems 1 0000000000000007 3 60 shown\0x", 36, &standing));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!standing_read(bad[i], strlen(bad[i]), &standing), "%s", bad[i]);

    struct listener listener = listening();
    tell(1, false);
    hears(&listener, 1, false);
    int mouth = -1;
    for (int i = 0; i < LISTENERS; i++)
        if (relay.listeners[i].socket >= 0)
            mouth = relay.listeners[i].socket;
    char flood[4000];
    memset(flood, 'x', sizeof flood);
    ck_assert_int_eq((int)write(mouth, flood, sizeof flood), (int)sizeof flood);
    ck_assert_int_eq(listener_look(&listener, &standing), HEARD_NOTHING);
    ck_assert_int_eq((int)write(mouth, "\nmems 1 zzz\n\0\n\033[2J\n", 19), 19);
    ck_assert_int_eq(listener_look(&listener, &standing), HEARD_NOTHING);
    tell(2, false);
    hears(&listener, 2, false);
    listener_close(&listener);
}
END_TEST

START_TEST(only_a_folder_of_our_own_will_do)
{
    struct sockaddr_un address;
    char fallback[64], deep[200];
    snprintf(fallback, sizeof fallback, "/tmp/mems-%ju/", (uintmax_t)geteuid());
    ck_assert(runtime_socket(NAME, &address, why, sizeof why));
    ck_assert_int_eq(strncmp(address.sun_path, folder, strlen(folder)), 0);
    chmod(folder, 0755); /* others may look in: elsewhere, then */
    ck_assert_msg(runtime_socket(NAME, &address, why, sizeof why), "%s", why);
    ck_assert_int_eq(strncmp(address.sun_path, fallback, strlen(fallback)), 0);
    chmod(folder, 0700);
    setenv("XDG_RUNTIME_DIR", "tmp", 1); /* not from the root */
    ck_assert(runtime_socket(NAME, &address, why, sizeof why));
    ck_assert_int_eq(strncmp(address.sun_path, fallback, strlen(fallback)), 0);
    snprintf(deep, sizeof deep, "%s/link", folder);
    ck_assert_int_eq(symlink(folder, deep), 0);
    setenv("XDG_RUNTIME_DIR", deep, 1); /* a link may lead anywhere tomorrow */
    ck_assert(runtime_socket(NAME, &address, why, sizeof why));
    ck_assert_int_eq(strncmp(address.sun_path, fallback, strlen(fallback)), 0);
    unlink(deep);
    snprintf(deep, sizeof deep, "%s/%0*d", folder, 100, 0);
    ck_assert_int_eq(mkdir(deep, 0700), 0);
    setenv("XDG_RUNTIME_DIR", deep, 1);
    ck_assert(!runtime_socket(NAME, &address, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "too long"));
    rmdir(deep);
    rmdir(fallback); /* if this test was the first to want it */
}
END_TEST

START_TEST(a_file_has_one_name)
{
    ck_assert(relay_name(".") == relay_name("./."));
    ck_assert(relay_name(".") != relay_name(".."));
    ck_assert(relay_name("standing input") != relay_name("nothing"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("relay");
    TCase *group = tcase_create("relay");
    tcase_add_checked_fixture(group, set_up, tear_down);
    tcase_add_test(group, what_is_told_is_heard);
    tcase_add_test(group, an_end_is_noticed_and_a_new_start);
    tcase_add_test(group, one_presenter_at_a_time);
    tcase_add_test(group, who_does_not_read_delays_nobody);
    tcase_add_test(group, listeners_that_talk_or_crowd_are_dropped);
    tcase_add_test(group, what_a_stranger_says_is_passed_over);
    tcase_add_test(group, only_a_folder_of_our_own_will_do);
    tcase_add_test(group, a_file_has_one_name);
    suite_add_tcase(suite, group);
    return run_suite(suite);
}
