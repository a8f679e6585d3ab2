-- A correction may give another document in the place of the first; what was given stays written down.
alter table documents.hand_overs drop constraint hand_overs_application_field_key;
alter table documents.hand_overs add unique (application, field, document);
