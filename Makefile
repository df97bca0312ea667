# The database targets of the platform. ENV is the environment: make rds-provision ENV=dev
GOLDENPATH ?= npx goldenpath

.PHONY: rds-provision rds-provision-dry-run rds-provision-auto require-env

require-env:
	@test -n "$(ENV)" || { echo "Name the environment: make $(MAKECMDGOALS) ENV=dev" >&2; exit 1; }

rds-provision: require-env
	$(GOLDENPATH) rds provision --env "$(ENV)"

rds-provision-dry-run: require-env
	$(GOLDENPATH) rds provision --env "$(ENV)" --dry-run

# Also where not every instance is deployed yet.
rds-provision-auto: require-env
	$(GOLDENPATH) rds provision --env "$(ENV)" --auto
