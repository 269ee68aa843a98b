CREATE TABLE `board` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`product_scope` text NOT NULL,
	`template` text NOT NULL,
	`steps` integer NOT NULL,
	`summary_seq` integer NOT NULL,
	`epoch` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `board_number_unique` ON `board` (`number`);--> statement-breakpoint
CREATE TABLE `client_binding` (
	`board` text NOT NULL,
	`client_id` integer NOT NULL,
	`principal` text NOT NULL,
	PRIMARY KEY(`board`, `client_id`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `principal` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`function` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `token` (
	`hash` text PRIMARY KEY NOT NULL,
	`principal` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `token_principal` ON `token` (`principal`);--> statement-breakpoint
CREATE TABLE `update_log` (
	`board` text NOT NULL,
	`seq` integer NOT NULL,
	`epoch` integer NOT NULL,
	`principal` text NOT NULL,
	`client_id` integer,
	`session` text NOT NULL,
	`received_at_ms` integer NOT NULL,
	`update` blob NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`board`, `seq`),
	FOREIGN KEY (`board`) REFERENCES `board`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`principal`) REFERENCES `principal`(`id`) ON UPDATE no action ON DELETE no action
);
