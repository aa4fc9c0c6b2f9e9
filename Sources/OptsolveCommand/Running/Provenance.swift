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
