extension RunEnding {
  /// Why a run did not go as it should, in a few words; nil when it did.
  public var failure: String? { StudyText.failure(self) }
}
