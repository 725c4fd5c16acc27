//! Which templates take part when one is rendered.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Theme;

impl Theme {
    /// The paths of a template and of all that it extends, includes, imports or uses as a
    /// component, in the order in which they are met; those of a branch that is not taken too.
    pub fn chain(&self, template: &str) -> Vec<Arc<str>> {
        let mut met = BTreeSet::new();
        let mut waiting = vec![format!("{template}.html")];
        let mut chain = vec![];
        while let Some(name) = waiting.pop() {
            let Some(template) = self.templates.get(&name).filter(|_| met.insert(name.clone()))
            else {
                continue;
            };
            chain.push(Arc::clone(&template.path));
            let mut next = named(&template.text);
            next.extend(components(&template.text).filter_map(|it| self.component(it)));
            waiting.extend(next.into_iter().rev());
        }
        chain
    }

    /// The template that defines a component.
    fn component(&self, name: &str) -> Option<String> {
        let head = format!("{{% component {name}(");
        let defines = |(_, it): &(&String, &super::engine::Template)| it.text.contains(&head);
        self.templates.iter().find(defines).map(|(name, _)| name.clone())
    }
}

/// Names in quotes behind `extends`, `include`, `from` and `import`.
fn named(source: &str) -> Vec<String> {
    let tags = source.split("{%").skip(1).filter_map(|it| it.split("%}").next());
    let name = |tag: &str| {
        let tag = tag.trim_matches(['-', ' ', '\n']);
        let rest = ["extends", "include", "from", "import"]
            .into_iter()
            .find_map(|word| tag.strip_prefix(word))?
            .trim_start();
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        rest[1..].split(quote).next().map(str::to_owned)
    };
    tags.filter_map(name).collect()
}

/// Names of components that are used: `<name …/>` inside `{{ … }}`.
fn components(source: &str) -> impl Iterator<Item = &str> {
    let inner = source.split("{{").skip(1).filter_map(|it| it.split("}}").next());
    inner.flat_map(|it| it.split('<').skip(1)).filter_map(|it| {
        let end = it.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'))?;
        (end > 0).then(|| &it[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_templates_and_components() {
        let source = "{% extends \"base.html\" %}{%- from 'parts/a.html' import b -%}\n\
                      {% if x < 2 %}{%- include \"parts/c.html\" %}{% endif %}{# {% x %} #}";
        assert_eq!(named(source), ["base.html", "parts/a.html", "parts/c.html"]);
        let source = "<p>{{ <link it={it} /> }}</p>{{ a.b }}{{ <card it={<x />} /> }}";
        assert_eq!(components(source).collect::<Vec<_>>(), ["link", "card", "x"]);
    }
}
