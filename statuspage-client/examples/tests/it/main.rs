//! The examples as programs, against a simulator.

mod access_from_csv;
mod alertmanager_webhook;
mod ci_maintenance;
mod incident_lifecycle;
mod metrics_exporter;
mod service;
