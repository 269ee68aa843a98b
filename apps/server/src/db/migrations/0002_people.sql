CREATE TABLE `board_member` (
	`board` text NOT NULL,
	`principal` text NOT NULL,
	`role` text,
	`function` text NOT NULL,
	`name` text NOT NULL,
	`signer` integer NOT NULL,
	`guest` integer NOT NULL,
	`discipline` text NOT NULL,
	`job_title` text NOT NULL,
	`person` text,
	`seq` integer NOT NULL,
	PRIMARY KEY(`board`, `principal`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `board_member_principal` ON `board_member` (`principal`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`board` text NOT NULL,
	`kind` text NOT NULL,
	`secret_hash` text NOT NULL,
	`role` text NOT NULL,
	`function` text,
	`email` text,
	`label` text NOT NULL,
	`guests` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`max_uses` integer,
	`uses` integer DEFAULT 0 NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`after_seq` integer NOT NULL,
	`revoked_at_ms` integer,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_secret_hash_unique` ON `invitation` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `invitation_board` ON `invitation` (`board`);--> statement-breakpoint
CREATE TABLE `invitation_use` (
	`invitation` text NOT NULL,
	`principal` text NOT NULL,
	`used_at_ms` integer NOT NULL,
	PRIMARY KEY(`invitation`, `principal`),
	FOREIGN KEY (`invitation`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `workspace_member` (
	`workspace` text NOT NULL,
	`principal` text NOT NULL,
	`role` text NOT NULL,
	`joined_at_ms` integer NOT NULL,
	PRIMARY KEY(`workspace`, `principal`),
	FOREIGN KEY (`workspace`) REFERENCES `workspace`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `workspace_member_principal` ON `workspace_member` (`principal`);--> statement-breakpoint
CREATE TABLE `auth_account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `auth_account_user` ON `auth_account` (`user_id`);--> statement-breakpoint
CREATE TABLE `auth_passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`user_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `auth_passkey_user` ON `auth_passkey` (`user_id`);--> statement-breakpoint
CREATE INDEX `auth_passkey_credential` ON `auth_passkey` (`credential_id`);--> statement-breakpoint
CREATE TABLE `auth_session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	`seen_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auth_session_token_unique` ON `auth_session` (`token`);--> statement-breakpoint
CREATE INDEX `auth_session_user` ON `auth_session` (`user_id`);--> statement-breakpoint
CREATE TABLE `auth_sign_in_failure` (
	`email_hash` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	`locked_until_ms` integer
);
--> statement-breakpoint
CREATE TABLE `auth_two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` text NOT NULL,
	`verified` integer,
	`failed_verification_count` integer,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `auth_two_factor_user` ON `auth_two_factor` (`user_id`);--> statement-breakpoint
CREATE TABLE `auth_user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`two_factor_enabled` integer,
	`discipline` text DEFAULT '' NOT NULL,
	`job_title` text DEFAULT '' NOT NULL,
	`administrator` integer DEFAULT false NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auth_user_email_unique` ON `auth_user` (`email`);--> statement-breakpoint
CREATE TABLE `auth_verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `auth_verification_identifier` ON `auth_verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `record_index_mark` (
	`board` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `last_visit` (
	`principal` text NOT NULL,
	`board` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`record_seq` integer NOT NULL,
	`doc_seq` integer NOT NULL,
	`before_at_ms` integer,
	`before_record_seq` integer,
	`before_doc_seq` integer,
	PRIMARY KEY(`principal`, `board`),
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mail_outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`headers` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_at_ms` integer,
	`sent_at_ms` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `mail_outbox_next` ON `mail_outbox` (`next_at_ms`);--> statement-breakpoint
CREATE INDEX `mail_outbox_sent` ON `mail_outbox` (`sent_at_ms`);--> statement-breakpoint
CREATE TABLE `mail_setting` (
	`principal` text PRIMARY KEY NOT NULL,
	`when` text NOT NULL,
	`told_until_ms` integer NOT NULL,
	`morning` text,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `message` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`thread` text NOT NULL,
	`comment` text NOT NULL,
	`author` text NOT NULL,
	`at_ms` integer NOT NULL,
	`excerpt` text NOT NULL,
	PRIMARY KEY(`board`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `message_thread` ON `message` (`board`,`thread`,`seq`);--> statement-breakpoint
CREATE INDEX `message_comment` ON `message` (`board`,`comment`);--> statement-breakpoint
CREATE INDEX `message_author` ON `message` (`author`,`board`,`seq`);--> statement-breakpoint
CREATE INDEX `message_unread` ON `message` (`board`,`seq`,`author`,`thread`,`at_ms`);--> statement-breakpoint
CREATE TABLE `message_for` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`target` text NOT NULL,
	`why` text NOT NULL,
	PRIMARY KEY(`board`, `seq`, `target`, `why`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `message_for_target` ON `message_for` (`target`,`board`,`seq`,`why`);--> statement-breakpoint
CREATE TABLE `message_read` (
	`principal` text NOT NULL,
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`principal`, `board`, `seq`),
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `read_mark` (
	`principal` text NOT NULL,
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`principal`, `board`),
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `thread_index` (
	`board` text NOT NULL,
	`thread` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`subject` text NOT NULL,
	`field` text,
	`label` text NOT NULL,
	`quote` text,
	`author` text NOT NULL,
	`to_function` text,
	`to_principal` text,
	`due` text,
	`open` integer NOT NULL,
	`claimed` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	PRIMARY KEY(`board`, `thread`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thread_index_asked` ON `thread_index` (`board`,`open`,`to_function`);--> statement-breakpoint
CREATE INDEX `thread_index_principal` ON `thread_index` (`to_principal`,`open`);--> statement-breakpoint
CREATE INDEX `thread_index_subject` ON `thread_index` (`board`,`subject`);--> statement-breakpoint
CREATE INDEX `thread_index_last` ON `thread_index` (`board`,`last_at_ms`);--> statement-breakpoint
CREATE TABLE `unread_before` (
	`principal` text NOT NULL,
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`principal`, `board`, `seq`),
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `watch` (
	`principal` text NOT NULL,
	`board` text NOT NULL,
	`subject` text NOT NULL,
	`level` text NOT NULL,
	PRIMARY KEY(`principal`, `board`, `subject`),
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `edit_note` (
	`board` text NOT NULL,
	`client` integer NOT NULL,
	`seq` integer NOT NULL,
	`from_clock` integer NOT NULL,
	`to_clock` integer NOT NULL,
	PRIMARY KEY(`board`, `client`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `trail_entry` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	`root` text,
	`field` text,
	PRIMARY KEY(`board`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `trail_entry_kind` ON `trail_entry` (`board`,`kind`,`seq`);--> statement-breakpoint
CREATE INDEX `trail_entry_actor` ON `trail_entry` (`board`,`actor`,`seq`);--> statement-breakpoint
CREATE INDEX `trail_entry_root` ON `trail_entry` (`board`,`root`,`seq`);--> statement-breakpoint
CREATE INDEX `trail_entry_at` ON `trail_entry` (`board`,`at_ms`);--> statement-breakpoint
CREATE TABLE `trail_mark` (
	`board` text PRIMARY KEY NOT NULL,
	`doc_seq` integer NOT NULL,
	`open` text NOT NULL,
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `trail_subject` (
	`board` text NOT NULL,
	`subject` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`board`, `subject`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `board` ADD `workspace` text REFERENCES workspace(id);--> statement-breakpoint
ALTER TABLE `principal` ADD `user_id` text REFERENCES auth_user(id);--> statement-breakpoint
ALTER TABLE `principal` ADD `linked_to` text REFERENCES principal(id);--> statement-breakpoint
CREATE UNIQUE INDEX `principal_user` ON `principal` (`user_id`);--> statement-breakpoint
CREATE INDEX `principal_linked` ON `principal` (`linked_to`);--> statement-breakpoint
ALTER TABLE `token` ADD `owner` text REFERENCES principal(id);--> statement-breakpoint
ALTER TABLE `token` ADD `scopes` text DEFAULT 'read comment edit' NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `expires_at_ms` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `revoked_at_ms` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `last_used_at_ms` integer;--> statement-breakpoint
CREATE INDEX `token_owner` ON `token` (`owner`);--> statement-breakpoint
CREATE INDEX `record_entry_kind` ON `record_entry` (`board`,`kind`,`seq`);