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
