/** What one kind of work takes, gives, and says on the way. */
export interface Job<Input, Output, Progress = never> {
  readonly input: Input
  readonly output: Output
  readonly progress: Progress
}
