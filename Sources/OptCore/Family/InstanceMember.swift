/// One instance of a file that may hold many.
public struct InstanceMember<Instance: ProblemInstance>: Sendable {
  /// What chooses it in the file (a name or an index); nil in a file of one instance.
  public let pick: String?
  /// The instance, or why this part of the file is refused.
  public let content: Result<Instance, InstanceError>

  /// Pairs a part of a file with what was read from it.
  public init(pick: String?, content: Result<Instance, InstanceError>) {
    self.pick = pick
    self.content = content
  }
}

extension ProblemFamily {
  /// The file as one instance: families whose formats hold many say otherwise.
  public func members(
    of text: SourceText, parameters: ParameterValues
  ) throws(InstanceError) -> [InstanceMember<Instance>] {
    [
      InstanceMember(
        pick: nil, content: .success(try read(text, pick: nil, parameters: parameters)))
    ]
  }
}
