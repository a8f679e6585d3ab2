-- Nobody at a counter and no auditor opens an application by itself: what nothing writes is not allowed either.
drop policy counter_appends on applications.accesses;
drop function applications.operates(text);
