import OptCore

/// What is wrong with a solution file made for another instance; nil when its digest is the instance's own, or it states
/// none.
func foreignFault(_ text: SourceText, for instance: some ProblemInstance) -> String? {
  // A bare sequence is no JSON and states nothing.
  guard let document = try? JSONReader.read(text), let digest = document["digest"]?.asString,
    digest != instance.digest.description
  else { return nil }
  let name = document["instance"]?.asString.map { ": \(quoted($0))" } ?? ""
  return "\(text.file) was made for another instance (digest differs)" + name
}

/// The same, with the setting of the family's reader that the solution was made for, where there is one.
///
/// - Parameters:
///   - path: the instance.
///   - settings: those it was read with.
func foreignFault<Family: ProblemFamily>(
  _ text: SourceText, for instance: Family.Instance, _ family: Family, path: String,
  pick: String?, settings: [String]
) -> String? {
  guard let fault = foreignFault(text, for: instance) else { return nil }
  let setting = fittingObjective(text, family, path: path, pick: pick, settings: settings)
  return fault + (setting.map { "; it fits with \($0)" } ?? "")
}

/// The setting of the family's reader under which an instance is the one that a document was made for: such as
/// `-P objective=total_tardiness`, by the document's `objective_name`; nil when there is none.
///
/// - Parameters:
///   - path: the instance; standard input cannot be read again.
///   - settings: those it was read with.
private func fittingObjective<Family: ProblemFamily>(
  _ text: SourceText, _ family: Family, path: String, pick: String?, settings: [String]
) -> String? {
  guard path != "-", let document = try? JSONReader.read(text),
    let digest = document["digest"]?.asString, let name = document["objective_name"]?.asString,
    family.readParameters.contains(where: { $0.key == "objective" && $0.accepts(name) })
  else { return nil }
  let setting = "objective=\(name)"
  let changed = settings.filter { !$0.hasPrefix("objective=") } + [setting]
  guard let parameters = try? ParameterValues(changed, allowed: family.readParameters),
    let other = try? loadInstance(family, path: path, pick: pick, parameters: parameters),
    other.digest.description == digest
  else { return nil }
  return "-P " + setting
}
