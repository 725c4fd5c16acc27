//! Lines that an edit puts into some file.

/// Lines that make sense in some files and are mistakes in others.
pub(crate) const LINES: &[&str] = &[
    "статус: сетевое сообщество",
    "статус: не указан",
    "название: Другое название",
    "черновик: да",
    "опубликовать: 2025-01-01",
    "направления: [nope]",
    "организация: ds-449",
    "  - {год: 2025, состояние: продолжен, приказ: 994-z-2024}",
    "история_с: 2020",
    "<script>alert(1)</script>",
    "Ссылка на [проект](project:ds-100) и на [ничто](project:nope).",
    "## Заголовок {#cel}",
    "---",
    "\t]",
    "ключ: [a, b",
    "слова_латиницей: [Йога-KIDS]",
    "часовой_пояс: Europe/Kaliningrad",
    "оформление: plain",
];
