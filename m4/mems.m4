# mems.m4: what configure.ac asks more than once.

# MEMS_COMPILER_FLAGS(VARIABLE, FLAGS)
# Appends those of FLAGS that the compiler takes to VARIABLE.
AC_DEFUN([MEMS_COMPILER_FLAGS],
[m4_foreach_w([mems_flag], [$2],
  [AS_VAR_PUSHDEF([mems_cache], [mems_cv_cflag_]mems_flag)
   AC_CACHE_CHECK([whether $CC takes ]mems_flag, [mems_cache],
     [mems_saved_cflags=$CFLAGS
      CFLAGS="$CFLAGS -Werror mems_flag"
      AC_COMPILE_IFELSE([AC_LANG_PROGRAM],
        [AS_VAR_SET([mems_cache], [yes])], [AS_VAR_SET([mems_cache], [no])])
      CFLAGS=$mems_saved_cflags])
   AS_VAR_IF([mems_cache], [yes], [AS_VAR_APPEND([$1], [" mems_flag"])])
   AS_VAR_POPDEF([mems_cache])])])

# MEMS_LINKER_WRAP(YES, NO)
# Whether the linker can put a test's own function in front of another.
AC_DEFUN([MEMS_LINKER_WRAP],
[AC_CACHE_CHECK([whether the linker takes --wrap], [mems_cv_wrap],
  [mems_saved_ldflags=$LDFLAGS
   LDFLAGS="$LDFLAGS -Wl,--wrap=answer"
   AC_LINK_IFELSE([AC_LANG_SOURCE([[int answer(void);
int __wrap_answer(void);
int __wrap_answer(void) { return 0; }
int main(void) { return answer(); }]])],
     [mems_cv_wrap=yes], [mems_cv_wrap=no])
   LDFLAGS=$mems_saved_ldflags])
AS_VAR_IF([mems_cv_wrap], [yes], [$1], [$2])])

# MEMS_WITH(NAME, VARIABLE, MODULE, FILES)
# An optional library, for opening FILES: used when it is found, unless
# --without-NAME; --with-NAME insists. Sets with_NAME, and defines HAVE_VARIABLE.
AC_DEFUN([MEMS_WITH],
[AC_ARG_WITH([$1],
  [AS_HELP_STRING([--without-$1], [do not open $4 files (default: when $3 is found)])],
  [], [with_$1=perhaps])
AS_VAR_IF([with_$1], [no], [],
  [PKG_CHECK_MODULES([$2], [$3],
     [with_$1=yes
      AC_DEFINE([HAVE_$2], [1], [whether there is $3])],
     [AS_VAR_IF([with_$1], [yes], [AC_MSG_ERROR([--with-$1: $3 was not found])])
      with_$1=no])])])
