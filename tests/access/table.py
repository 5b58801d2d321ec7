"""Who gets in where: one line for each address and method. An address without a line fails the tests.

The columns are people; the first seven belong to, or look at, the district whose object is asked for:

    anonymous · director · editor · leader · viewer · reviewer of the state · administrator
    · reviewer of another state · director of another district

    +  let in (the page, a form's errors, or a redirect after a post)
    L  asked to sign in
    3  403: may see the object, may not do this
    0  404: there is no such thing for this person

`GET+POST` stands for two lines with the same answers. A method without a line is refused with 405 (and asks a visitor
who is not signed in to sign in). `address@finished` asks for the plan that is marked as finished instead of the draft.
"""

TABLE = """
#                                              anon dir edi lea vie rev adm  o.rev o.dir
help                                   GET       +   +   +   +   +   +   +     +     +
districts:setup                        GET+POST  0   0   0   0   0   0   0     0     0
districts:role-list                    GET       L   +   +   +   +   +   +     +     +
districts:district-list                GET       L   +   +   +   +   +   +     +     +
districts:district-add                 GET+POST  L   3   3   3   3   3   +     3     3
districts:district-import              GET+POST  L   3   3   3   3   3   +     3     3
districts:district-import-confirm      GET       L   3   3   3   3   3   0     3     3
districts:district-import-confirm      POST      L   3   3   3   3   3   +     3     3
districts:district-choose              POST      L   3   3   3   3   3   +     0     0
districts:district-detail              GET       L   +   +   +   +   +   +     0     0
districts:district-edit                GET+POST  L   +   +   3   3   3   +     0     0
districts:year-add                     GET       L   +   +   3   3   3   +     0     0
districts:year-detail                  GET       L   +   +   +   +   +   +     0     0
districts:year-edit                    GET+POST  L   +   +   3   3   3   +     0     0
districts:school-list                  GET       L   +   +   +   +   +   +     0     0
districts:school-add                   GET+POST  L   +   +   3   3   3   +     0     0
districts:school-detail                GET       L   +   +   +   +   +   +     0     0
districts:school-edit                  GET+POST  L   +   +   3   3   3   +     0     0
districts:school-remove                GET+POST  L   +   +   3   3   3   +     0     0
districts:school-restore               POST      L   +   +   3   3   3   +     0     0
districts:school-year-edit             GET+POST  L   +   +   3   3   3   +     0     0
districts:people-list                  GET       L   +   +   +   +   +   +     0     0
districts:member-edit                  GET+POST  L   +   3   3   3   3   +     0     0
districts:member-remove                GET+POST  L   +   3   3   3   3   +     0     0
districts:invitation-add               GET+POST  L   +   3   3   3   3   +     0     0
districts:invitation-resend            POST      L   +   3   3   3   3   +     0     0
districts:invitation-revoke            POST      L   +   3   3   3   3   +     0     0
districts:invitation-accept            GET+POST  +   +   +   +   +   +   +     +     +
districts:reviewer-list                GET+POST  L   3   3   3   3   3   +     3     3
districts:reviewer-remove              GET+POST  L   0   0   0   0   3   +     0     0
districts:reviewer-invitation-resend   POST      L   0   0   0   0   3   +     0     0
districts:reviewer-invitation-revoke   POST      L   0   0   0   0   3   +     0     0

plans:home                             GET       L   +   +   +   +   +   +     +     +
plans:plan-list                        GET       L   +   +   +   +   +   +     +     +
plans:plan-new                         GET+POST  L   +   +   +   +   +   +     +     +
plans:plan-import-new                  GET+POST  L   +   +   +   +   +   +     +     +
plans:plan-import-detail               GET+POST  L   +   3   3   3   0   +     0     0
plans:plan-import-cancel               POST      L   +   3   3   3   0   +     0     0
plans:edition-list                     GET       L   +   +   +   +   +   +     +     +
plans:edition-load                     GET+POST  L   3   3   3   3   3   +     3     3
plans:edition-detail                   GET       L   +   +   +   +   +   +     +     +
plans:plan-detail                      GET       L   +   +   +   0   0   +     0     0
plans:plan-detail@finished             GET       L   +   +   +   +   +   +     0     0
plans:plan-settings                    GET+POST  L   +   +   3   0   0   +     0     0
plans:plan-settings@finished           GET+POST  L   +   +   3   3   3   +     0     0
plans:presence-note                    POST      L   +   +   3   0   0   +     0     0
plans:presence-note@finished           POST      L   +   +   3   3   3   +     0     0
plans:section-edit                     GET+POST  L   +   +   3   0   0   +     0     0
plans:section-edit@finished            GET+POST  L   +   +   3   3   3   +     0     0
plans:goal-list                        GET       L   +   +   +   0   0   +     0     0
plans:goal-list@finished               GET       L   +   +   +   +   +   +     0     0
plans:goal-add                         POST      L   +   +   3   0   0   +     0     0
plans:goal-add@finished                POST      L   +   +   3   3   3   +     0     0
plans:goal-detail                      GET       L   +   +   +   0   0   +     0     0
plans:goal-detail@finished             GET       L   +   +   +   +   +   +     0     0
plans:goal-edit                        GET+POST  L   +   +   3   0   0   +     0     0
plans:goal-edit@finished               GET+POST  L   +   +   3   3   3   +     0     0
plans:goal-move                        POST      L   +   +   3   0   0   +     0     0
plans:goal-move@finished               POST      L   +   +   3   3   3   +     0     0
plans:goal-copy                        POST      L   +   +   3   0   0   +     0     0
plans:goal-copy@finished               POST      L   +   +   3   3   3   +     0     0
plans:goal-remove                      GET+POST  L   +   +   3   0   0   +     0     0
plans:goal-remove@finished             GET+POST  L   +   +   3   3   3   +     0     0
plans:goal-restore                     POST      L   +   +   3   0   0   +     0     0
plans:goal-restore@finished            POST      L   +   +   3   3   3   +     0     0
plans:table-add                        POST      L   +   +   3   0   0   +     0     0
plans:table-add@finished               POST      L   +   +   3   3   3   +     0     0
plans:table-edit                       GET+POST  L   +   +   3   0   0   +     0     0
plans:table-edit@finished              GET+POST  L   +   +   3   3   3   +     0     0
plans:table-move                       POST      L   +   +   3   0   0   +     0     0
plans:table-move@finished              POST      L   +   +   3   3   3   +     0     0
plans:table-paste                      GET+POST  L   +   +   3   0   0   +     0     0
plans:table-paste@finished             GET+POST  L   +   +   3   3   3   +     0     0
plans:table-remove                     GET+POST  L   +   +   3   0   0   +     0     0
plans:table-remove@finished            GET+POST  L   +   +   3   3   3   +     0     0
plans:table-restore                    POST      L   +   +   3   0   0   +     0     0
plans:table-restore@finished           POST      L   +   +   3   3   3   +     0     0
plans:activity-list                    GET       L   +   +   +   0   0   +     0     0
plans:activity-list                    POST      L   +   +   3   0   0   +     0     0
plans:activity-list@finished           GET       L   +   +   +   +   +   +     0     0
plans:activity-list@finished           POST      L   +   +   3   3   3   +     0     0
plans:activity-add                     POST      L   +   +   3   0   0   +     0     0
plans:activity-add@finished            POST      L   +   +   3   3   3   +     0     0
plans:activity-edit                    GET+POST  L   +   +   3   0   0   +     0     0
plans:activity-edit@finished           GET+POST  L   +   +   3   3   3   +     0     0
plans:activity-move                    POST      L   +   +   3   0   0   +     0     0
plans:activity-move@finished           POST      L   +   +   3   3   3   +     0     0
plans:activity-copy                    POST      L   +   +   3   0   0   +     0     0
plans:activity-copy@finished           POST      L   +   +   3   3   3   +     0     0
plans:activity-remove                  GET+POST  L   +   +   3   0   0   +     0     0
plans:activity-remove@finished         GET+POST  L   +   +   3   3   3   +     0     0
plans:activity-restore                 POST      L   +   +   3   0   0   +     0     0
plans:activity-restore@finished        POST      L   +   +   3   3   3   +     0     0
plans:plan-copy                        GET       L   +   +   3   0   0   +     0     0
plans:plan-copy@finished               GET       L   +   +   3   3   3   +     0     0
plans:copy-from-goal                   POST      L   +   +   3   0   0   +     0     0
plans:copy-from-goal@finished          POST      L   +   +   3   3   3   +     0     0
plans:copy-from-activity               GET+POST  L   +   +   3   0   0   +     0     0
plans:copy-from-activity@finished      GET+POST  L   +   +   3   3   3   +     0     0
plans:standards-coverage               GET       L   +   +   +   0   0   +     0     0
plans:standards-coverage@finished      GET       L   +   +   +   +   +   +     0     0
plans:plan-check                       GET       L   +   +   +   0   0   +     0     0
plans:plan-check@finished              GET       L   +   +   +   +   +   +     0     0
plans:warning-explain                  POST      L   +   +   3   0   0   +     0     0
plans:warning-explain@finished         POST      L   +   +   3   3   3   +     0     0
plans:plan-finish                      GET+POST  L   +   3   3   0   0   +     0     0
plans:plan-finish@finished             GET+POST  L   +   3   3   3   3   +     0     0
plans:plan-finished                    GET       L   +   +   +   0   0   +     0     0
plans:plan-finished@finished           GET       L   +   +   +   +   +   +     0     0
plans:plan-reopen                      GET+POST  L   +   3   3   0   0   +     0     0
plans:plan-reopen@finished             GET+POST  L   +   3   3   3   3   +     0     0
plans:plan-edition                     GET       L   +   +   +   0   0   +     0     0
plans:plan-edition                     POST      L   +   +   3   0   0   +     0     0
plans:plan-edition@finished            GET       L   +   +   +   +   +   +     0     0
plans:plan-edition@finished            POST      L   +   +   3   3   3   +     0     0
plans:plan-document                    GET       L   +   +   +   0   0   +     0     0
plans:plan-document@finished           GET       L   +   +   +   +   +   +     0     0
plans:plan-document-print              GET       L   +   +   +   0   0   +     0     0
plans:plan-document-print@finished     GET       L   +   +   +   +   +   +     0     0
plans:plan-document-download           GET       L   +   +   +   0   0   +     0     0
plans:plan-document-download@finished  GET       L   +   +   +   +   +   +     0     0
plans:plan-changes                     GET       L   +   +   +   0   0   +     0     0
plans:plan-changes@finished            GET       L   +   +   +   +   +   +     0     0
plans:change-detail                    GET       L   +   +   +   0   0   +     0     0
plans:change-detail@finished           GET       L   +   +   +   0   0   +     0     0

rubrics:case-document-list             GET       +   +   +   +   +   +   +     +     +
rubrics:case-package                   GET       +   +   +   +   +   +   +     +     +
rubrics:case-document                  GET       +   +   +   +   +   +   +     +     +
rubrics:case-rubric                    GET       +   +   +   +   +   +   +     +     +
rubrics:case-item                      GET       +   +   +   +   +   +   +     +     +
rubrics:case-item-associations         GET       +   +   +   +   +   +   +     +     +
rubrics:case-association               GET       +   +   +   +   +   +   +     +     +
rubrics:case-item-type                 GET       +   +   +   +   +   +   +     +     +
rubrics:case-license                   GET       +   +   +   +   +   +   +     +     +
rubrics:edition-list                   GET       L   +   +   +   +   +   +     +     +
rubrics:edition-detail                 GET       L   +   +   +   +   +   +     +     +
rubrics:edition-print                  GET       L   +   +   +   +   +   +     +     +
rubrics:edition-changes                GET       L   +   +   +   +   +   +     +     +
rubrics:edition-download               GET       L   +   +   +   +   +   +     +     +
rubrics:edition-load                   GET+POST  L   3   3   3   3   3   +     3     3
rubrics:edition-load-confirm           GET       L   3   3   3   3   3   0     3     3
rubrics:edition-load-confirm           POST      L   3   3   3   3   3   +     3     3
rubrics:template-download              GET       L   +   +   +   +   +   +     +     +
rubrics:edition-publish                GET+POST  L   3   3   3   3   3   +     3     3

rubrics:assessment-list                GET       L   +   +   +   +   +   +     +     +
rubrics:assessment-new                 GET+POST  L   +   +   +   +   +   +     +     +
rubrics:assessment-detail              GET       L   +   +   +   0   0   +     0     0
rubrics:assessment-settings            GET+POST  L   +   3   3   0   0   +     0     0
rubrics:rater-list                     GET+POST  L   +   3   3   0   0   +     0     0
rubrics:assessment-close               GET+POST  L   +   3   3   0   0   +     0     0
rubrics:assessment-reopen              GET+POST  L   +   3   3   0   0   +     0     0
rubrics:rater-detail                   GET       L   +   3   3   0   0   +     0     0
rubrics:rating-list                    GET       L   +   +   +   0   0   3     0     0
rubrics:rating-edit                    GET+POST  L   +   +   +   0   0   3     0     0
rubrics:rating-advice                  GET       L   +   +   +   0   0   3     0     0
rubrics:rating-files                   GET+POST  L   +   +   +   0   0   3     0     0
rubrics:rating-check                   GET       L   +   +   +   0   0   3     0     0
rubrics:rating-submit                  POST      L   +   +   +   0   0   3     0     0
rubrics:rating-submitted               GET       L   +   +   +   0   0   3     0     0
rubrics:rating-restart                 GET+POST  L   +   +   +   0   0   3     0     0
rubrics:rating-matrix                  GET       L   +   +   +   0   0   3     0     0
rubrics:rating-matrix-print            GET       L   +   +   +   0   0   3     0     0
rubrics:rating-changes                 GET       L   +   +   +   0   0   3     0     0
rubrics:evidence-file                  GET       L   +   3   3   0   0   +     0     0
rubrics:evidence-file-remove           GET+POST  L   +   3   3   0   0   3     0     0
rubrics:assessment-detail@closed       GET       L   +   +   +   0   0   +     0     0
rubrics:assessment-settings@closed     GET+POST  L   +   3   3   0   0   +     0     0
rubrics:rater-list@closed              GET+POST  L   +   3   3   0   0   +     0     0
rubrics:assessment-close@closed        GET+POST  L   +   3   3   0   0   +     0     0
rubrics:assessment-reopen@closed       GET+POST  L   +   3   3   0   0   +     0     0
rubrics:rater-detail@closed            GET       L   +   3   3   0   0   +     0     0
rubrics:rating-list@closed             GET       L   +   +   +   0   0   3     0     0
rubrics:rating-edit@closed             GET+POST  L   +   +   +   0   0   3     0     0
rubrics:rating-advice@closed           GET       L   +   +   +   0   0   3     0     0
rubrics:rating-files@closed            GET+POST  L   +   +   +   0   0   3     0     0
rubrics:rating-check@closed            GET       L   +   +   +   0   0   3     0     0
rubrics:rating-submit@closed           POST      L   +   +   +   0   0   3     0     0
rubrics:rating-submitted@closed        GET       L   +   +   +   0   0   3     0     0
rubrics:rating-restart@closed          GET+POST  L   +   +   +   0   0   3     0     0
rubrics:rating-matrix@closed           GET       L   +   +   +   0   0   3     0     0
rubrics:rating-matrix-print@closed     GET       L   +   +   +   0   0   3     0     0
rubrics:rating-changes@closed          GET       L   +   +   +   0   0   3     0     0
rubrics:evidence-file@closed           GET       L   +   3   3   0   0   +     0     0
rubrics:evidence-file-remove@closed    GET+POST  L   +   3   3   0   0   3     0     0
rubrics:results-detail                 GET       L   +   +   +   0   0   +     0     0
rubrics:results-outcome                GET       L   +   +   +   0   0   +     0     0
rubrics:results-matrix                 GET       L   +   +   +   0   0   +     0     0
rubrics:results-print                  GET       L   +   +   +   0   0   +     0     0
rubrics:results-download               GET       L   +   +   +   0   0   +     0     0
rubrics:consensus-list                 GET       L   +   +   +   0   0   +     0     0
rubrics:consensus-list                 POST      L   +   3   3   0   0   +     0     0
rubrics:consensus-outcome              GET       L   +   +   +   0   0   +     0     0
rubrics:consensus-outcome              POST      L   +   3   3   0   0   +     0     0
rubrics:consensus-reveal               POST      L   +   3   3   0   0   +     0     0
rubrics:target-list                    GET       L   +   +   +   0   0   +     0     0
rubrics:target-edit                    GET+POST  L   +   3   3   0   0   +     0     0
rubrics:priority-list                  GET       L   +   +   +   0   0   +     0     0
rubrics:trend-detail                   GET       L   +   +   +   0   0   +     0     0
rubrics:results-detail@closed          GET       L   +   +   +   0   0   +     0     0
rubrics:results-outcome@closed         GET       L   +   +   +   0   0   +     0     0
rubrics:results-matrix@closed          GET       L   +   +   +   0   0   +     0     0
rubrics:results-print@closed           GET       L   +   +   +   0   0   +     0     0
rubrics:results-download@closed        GET       L   +   +   +   0   0   +     0     0
rubrics:consensus-list@closed          GET       L   +   +   +   0   0   +     0     0
rubrics:consensus-list@closed          POST      L   +   3   3   0   0   +     0     0
rubrics:consensus-outcome@closed       GET       L   +   +   +   0   0   +     0     0
rubrics:consensus-outcome@closed       POST      L   +   3   3   0   0   +     0     0
rubrics:consensus-reveal@closed        POST      L   +   3   3   0   0   +     0     0
rubrics:target-list@closed             GET       L   +   +   +   0   0   +     0     0
rubrics:target-edit@closed             GET+POST  L   +   3   3   0   0   +     0     0
rubrics:priority-list@closed           GET       L   +   +   +   0   0   +     0     0
rubrics:trend-detail@closed            GET       L   +   +   +   0   0   +     0     0
"""

PUBLIC_ACCOUNT_ADDRESSES = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",  # says that people come in by invitation
}
"""Addresses of django-allauth that answer people who are not signed in; all its others ask to sign in."""
